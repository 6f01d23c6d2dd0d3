import type { StoredObject, ApiObject } from '../object.ts'
import type { RegistryPorts } from '../registry/registry-ports.ts'
import type { ServedResource } from '../registry/served-resource.ts'
import type { Shape } from './negotiate.ts'

/** What requests for objects need besides the registry. */
export interface RequestPorts extends RegistryPorts {
  /** Null when nothing of that name is served. */
  readonly served: (group: string, version: string, resource: string) => ServedResource | null
  /**
   * The object of a request's body; pruned, not defaulted. Throws BadRequest or UnsupportedMediaType; unknown fields are told to
   * `warn`, ignored or refused as `fieldValidation` says.
   */
  readonly decode: (served: ServedResource, body: RequestBody) => ApiObject
  /** The kind behind a resource's path (`SelfSubjectReview`). Throws NotFound. */
  readonly kindOf: (group: string, version: string, resource: string) => string
  /** The body of a request for no kept kind (`DeleteOptions`, `Scale`, reviews). Throws BadRequest. */
  readonly decodeAs: (kind: { group: string; version: string; kind: string }, body: RequestBody) => unknown
  /** A patch of an object that is not kept (`Scale`). Throws as {@link applyPatch}. */
  readonly patchAs: (
    kind: { group: string; version: string; kind: string },
    patch: Pick<PatchRequest, 'contentType' | 'bytes' | 'fieldValidation' | 'warn'> & {
      readonly current: object
    },
  ) => unknown
  readonly applyPatch: (patch: PatchRequest) => PatchedObject
  /** Throws BadRequest. */
  readonly labelSelector: (text: string) => (object: StoredObject) => boolean
  /** Throws BadRequest. */
  readonly fieldSelector: (served: ServedResource, text: string) => (object: StoredObject) => boolean
  /** The objects as a table or as metadata only. `now` is epoch ms. */
  readonly shape: (
    served: ServedResource,
    objects: ShapedObjects,
    shape: Exclude<Shape, 'object'>,
    options: ShapeOptions,
  ) => unknown
}

export interface RequestBody {
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore'
  readonly warn: (text: string) => void
}

export interface PatchRequest {
  readonly served: ServedResource
  /** Null: server-side apply makes the object. */
  readonly current: StoredObject | null
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly fieldManager: string
  readonly force: boolean
  readonly subresource: string
  readonly fieldValidation: RequestBody['fieldValidation']
  readonly now: number
  readonly warn: (text: string) => void
}

export interface PatchedObject {
  readonly object: ApiObject
  /** metadata.managedFields is what it shall be. */
  readonly ownsFields: boolean
}

export type ShapedObjects =
  { readonly one: StoredObject } | { readonly many: readonly StoredObject[]; readonly metadata: object }

export interface ShapeOptions {
  readonly now: number
  /** `None`, `Metadata` (default) or `Object`. */
  readonly includeObject: string
  /** Of a watch only the first event carries them. */
  readonly withColumns: boolean
}
