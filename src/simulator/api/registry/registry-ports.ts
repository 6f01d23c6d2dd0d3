import type { Clock } from '../../clock.ts'
import type { Randomness } from '../../randomness.ts'
import type { StoredMeta, StoredObject } from '../object.ts'
import type { FieldError } from '../status-error.ts'
import type { Store } from '../storage/store.ts'
import type { ServedResource } from './served-resource.ts'
import type { Writer } from './writer.ts'

/** What the registry needs of its neighbours. */
export interface RegistryPorts {
  readonly store: Store
  readonly clock: Clock
  readonly random: Randomness
  /** Changes a new or changed object, or refuses it: admission plug-ins. `previous` null on create. */
  readonly admit: (write: AdmissionRequest) => StoredObject
  /** Throws what forbids a delete. */
  readonly admitDelete: (served: ServedResource, object: StoredObject, writer: Writer) => void
  /** Metadata checks of a create. */
  readonly validateMeta: (served: ServedResource, metadata: StoredMeta) => readonly FieldError[]
  readonly validateMetaUpdate: (next: StoredMeta, previous: StoredMeta) => readonly FieldError[]
  /** The object with the owner of each field that the write set. */
  readonly trackFields: (write: TrackedWrite) => StoredObject
  readonly makeName: (generateName: string) => string
}

export interface AdmissionRequest {
  readonly served: ServedResource
  readonly object: StoredObject
  readonly previous: StoredObject | null
  readonly subresource: Subresource
  readonly writer: Writer
}

export interface TrackedWrite {
  readonly served: ServedResource
  readonly next: StoredObject
  readonly previous: StoredObject | null
  readonly subresource: Subresource
  readonly fieldManager: string
  readonly now: number
}

/** '' is the object itself. */
export type Subresource =
  '' | 'status' | 'scale' | 'ephemeralcontainers' | 'resize' | 'binding' | 'finalize' | 'approval'
