import type { DiscoveryFacts } from '../schema/facts.ts'
import type { APIResource } from '../schema/kubernetes-types.ts'
import { parseGroupVersion } from '../schema/openapi-schema.ts'
import { customDiscovery, type CustomResource } from './custom-resource.ts'

/** Which resources the cluster serves. */
export interface Discovery {
  /** The core group first, then in the order of `/apis`; versions of a group by preference. */
  readonly groups: readonly DiscoveryGroup[]
  /** What a path's group, version and plural stand for; null when nothing is served there. */
  find(group: string, version: string, plural: string): FoundResource | null
}

export interface DiscoveryGroup {
  /** '' for the core group. */
  readonly name: string
  readonly versions: readonly DiscoveryVersion[]
}

export interface DiscoveryVersion extends DiscoveryFacts {
  readonly version: string
}

export interface FoundResource {
  readonly resource: APIResource
  /** By their own name: `status`. */
  readonly subresources: ReadonlyMap<string, APIResource>
}

/** The built-in resources and those of CustomResourceDefinitions; made again when these change. */
export function discoveryOf(
  builtIn: readonly DiscoveryFacts[],
  custom: readonly CustomResource[],
): Discovery {
  const all = [...builtIn, ...customDiscovery(custom)]
  const byName = new Map(all.map(({ groupVersion, resources }) => [groupVersion, indexed(resources)]))
  return {
    groups: groupsOf(all),
    find: (group, version, plural) =>
      byName.get(group === '' ? version : `${group}/${version}`)?.get(plural) ?? null,
  }
}

function groupsOf(all: readonly DiscoveryFacts[]): readonly DiscoveryGroup[] {
  const versions = all.map((facts) => ({ ...facts, ...parseGroupVersion(facts.groupVersion) }))
  return [...Map.groupBy(versions, ({ group }) => group)].map(([name, served]) => ({
    name,
    versions: served,
  }))
}

function indexed(resources: readonly APIResource[]): ReadonlyMap<string, FoundResource> {
  const mains = resources.filter(({ name }) => !name.includes('/'))
  return new Map(
    mains.map((resource) => {
      const prefix = `${resource.name}/`
      const subresources = new Map(
        resources
          .filter(({ name }) => name.startsWith(prefix))
          .map((sub) => [sub.name.slice(prefix.length), sub] as const),
      )
      return [resource.name, { resource, subresources }]
    }),
  )
}
