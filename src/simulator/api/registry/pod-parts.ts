import {
  checkEphemeralContainersUpdate,
  checkResize,
  withEphemeralContainers,
  withResources,
} from '../kinds/pod/pod-subresources.ts'
import type { StoredObject } from '../object.ts'
import type { FieldError } from '../status-error.ts'
import type { Subresource } from './registry-ports.ts'

/** A sub-resource that writes a part of a Pod's spec. */
export interface PodPart {
  /** The stored Pod with that part of the new one. */
  readonly take: (next: StoredObject, previous: StoredObject) => StoredObject
  readonly check: (next: StoredObject, previous: StoredObject) => Iterable<FieldError>
}

/** Undefined for what is no such sub-resource. */
export function podPart(subresource: Subresource): PodPart | undefined {
  return parts[subresource]
}

const parts: Partial<Record<Subresource, PodPart>> = {
  ephemeralcontainers: { take: withEphemeralContainers, check: checkEphemeralContainersUpdate },
  resize: { take: withResources, check: checkResize },
}
