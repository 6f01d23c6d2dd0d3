import { createHash } from 'node:crypto'
import type { DiscoveryFacts } from '../schema/facts.ts'
import type { APIResource } from '../schema/kubernetes-types.ts'
import { groupVersionOf, type OpenApiSchema } from '../schema/openapi-schema.ts'
import { compareVersions } from './version-order.ts'

/** One served version of a CustomResourceDefinition, with its accepted names. */
export interface CustomResource {
  readonly group: string
  readonly version: string
  /** `gateways` */
  readonly plural: string
  readonly singular: string
  readonly kind: string
  readonly listKind: string
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly namespaced: boolean
  readonly hasStatus: boolean
  readonly hasScale: boolean
  /** spec.versions[].schema.openAPIV3Schema */
  readonly schema: OpenApiSchema
}

/** In the order of apiextensions' own discovery. */
const verbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch']
const subresourceVerbs = ['get', 'patch', 'update']

/** Groups by name, versions by their order of preference; each with its resources. */
export function customDiscovery(resources: readonly CustomResource[]): readonly DiscoveryFacts[] {
  const byVersion = Map.groupBy(resources, groupVersionOf)
  return [...byVersion]
    .sort(([, [one]], [, [other]]) => compareGroups(one, other))
    .map(([groupVersion, served]) => ({
      groupVersion,
      resources: served.toSorted((one, other) => (one.plural < other.plural ? -1 : 1)).flatMap(resourcesOf),
    }))
}

function resourcesOf(resource: CustomResource): readonly APIResource[] {
  const { plural, singular, kind, namespaced, shortNames, categories } = resource
  const sub = (name: string, more: Partial<APIResource> = {}) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    kind,
    verbs: subresourceVerbs,
    ...more,
  })
  return [
    {
      name: plural,
      singularName: singular,
      namespaced,
      kind,
      verbs,
      ...(shortNames.length > 0 && { shortNames }),
      ...(categories.length > 0 && { categories }),
      storageVersionHash: storageVersionHash(resource),
    },
    ...(resource.hasStatus ? [sub('status')] : []),
    ...(resource.hasScale ? [sub('scale', { group: 'autoscaling', version: 'v1', kind: 'Scale' })] : []),
  ]
}

/** apiserver `discovery.StorageVersionHash`: 8 bytes of a digest. */
function storageVersionHash({ group, version, kind }: CustomResource): string {
  return createHash('sha256').update(`${group}/${version}/${kind}`).digest().subarray(0, 8).toString('base64')
}

function compareGroups(one: CustomResource | undefined, other: CustomResource | undefined): number {
  if (one === undefined || other === undefined) return 0
  if (one.group !== other.group) return one.group < other.group ? -1 : 1
  return compareVersions(one.version, other.version)
}
