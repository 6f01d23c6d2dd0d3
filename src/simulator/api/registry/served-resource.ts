import type { KindRules } from '../kinds/kind-rules.ts'
import type { ApiObject, Stored } from '../object.ts'
import type { Resource } from '../resource.ts'

/** A resource that the API server keeps objects of, with its rules. */
export interface ServedResource {
  readonly resource: Resource
  readonly rules: KindRules<ApiObject>
  /** Custom resources take no strategic merge patch. */
  readonly custom: boolean
}

/** Resources whose objects count their own changes (`Generation = 1` in their strategy's PrepareForCreate). */
const counted = new Set([
  'pods',
  'podtemplates',
  'replicationcontrollers',
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'jobs.batch',
  'cronjobs.batch',
  'ingresses.networking.k8s.io',
  'ingressclasses.networking.k8s.io',
  'networkpolicies.networking.k8s.io',
  'endpointslices.discovery.k8s.io',
  'poddisruptionbudgets.policy',
  'priorityclasses.scheduling.k8s.io',
  'customresourcedefinitions.apiextensions.k8s.io',
])

/** A PUT to a name that is not there makes the object (`AllowCreateOnUpdate`). */
const createdOnUpdate = new Set([
  'roles.rbac.authorization.k8s.io',
  'rolebindings.rbac.authorization.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
  'leases.coordination.k8s.io',
  'events',
  'services',
  'endpoints',
])

/** A PUT must name the resourceVersion that it changes (`AllowUnconditionalUpdate` is false). */
const conditional = new Set(['poddisruptionbudgets.policy', 'leases.coordination.k8s.io'])

export function hasGeneration({ resource, custom }: ServedResource): boolean {
  return custom || counted.has(keyOf(resource))
}

export function isCreatedOnUpdate({ resource }: ServedResource): boolean {
  return createdOnUpdate.has(keyOf(resource))
}

export function needsResourceVersion({ resource, custom }: ServedResource): boolean {
  return custom || conditional.has(keyOf(resource))
}

/** Whether a change of the main resource raises metadata.generation. */
export function isNewGeneration(
  { rules }: ServedResource,
  next: Stored<ApiObject>,
  previous: Stored<ApiObject>,
  equal: (one: unknown, other: unknown) => boolean,
): boolean {
  if (rules.generationChanges !== undefined) return rules.generationChanges(next, previous)
  return !equal(specOf(next), specOf(previous))
}

function specOf(object: Stored<ApiObject>): unknown {
  return { ...object, metadata: undefined, status: undefined }
}

function keyOf({ group, name }: Resource): string {
  return group === '' ? name : `${name}.${group}`
}
