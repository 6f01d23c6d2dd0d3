import type { ApiObject } from '../object.ts'
import type { JsonObject } from './json-types.ts'
import type { PatchedKind } from './kind-tools.ts'

export interface PatchRequest extends PatchedKind {
  /** The stored object; null only for an apply that makes it. */
  readonly current: ApiObject | null
  /** Without parameters. */
  readonly contentType: string
  readonly bytes: Uint8Array
  /** '' for none. */
  readonly fieldManager: string
  /** Of an apply: takes fields from other managers. */
  readonly force: boolean
  /** '' for the object itself. */
  readonly subresource: string
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore'
  /** Epoch ms. */
  readonly now: number
  readonly warn: (text: string) => void
}

export interface PatchResult {
  /** As Go holds it (see decodeBody); not defaulted. */
  readonly object: ApiObject
  /** True after an apply: metadata.managedFields is what it shall be. */
  readonly ownsFields: boolean
}

/** A patch that changes the current object. */
export interface ChangeRequest extends PatchRequest {
  readonly current: ApiObject & JsonObject
}
