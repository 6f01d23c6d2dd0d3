import { discoveryOf, type Discovery } from '../api/discovery/discovery.ts'
import type { CustomResource } from '../api/discovery/custom-resource.ts'
import { kindRules } from '../api/kinds/all-kinds.ts'
import { customResourceRules } from '../api/kinds/custom-resource/custom-resource-rules.ts'
import type { Stored } from '../api/object.ts'
import type { ServedResource } from '../api/registry/served-resource.ts'
import { customResourceDefinitions, groupResource, type Resource } from '../api/resource.ts'
import type { KubernetesFacts } from '../api/schema/facts.ts'
import type {
  CustomResourceColumnDefinition,
  CustomResourceDefinition,
} from '../api/schema/kubernetes-types.ts'
import type { OpenApiSchema } from '../api/schema/openapi-schema.ts'
import type { Store } from '../api/storage/store.ts'

/** A resource of a CustomResourceDefinition. */
export interface CustomKind {
  readonly schema: OpenApiSchema
  readonly printerColumns: readonly CustomResourceColumnDefinition[] | undefined
}

/** Which resources the API keeps objects of, the built-in ones and those that CustomResourceDefinitions add. */
export interface ServedResources {
  /** Null when nothing of that name is kept; without a version, in the stored one. */
  find(resource: Pick<Resource, 'group' | 'name'>, version?: string): ServedResource | null
  /** Null for built-in kinds. */
  customKind(served: ServedResource): CustomKind | null
  discovery(): Discovery
  /** Served versions of CustomResourceDefinitions. */
  custom(): readonly CustomResource[]
  /** The kind behind a resource's path, kept or not; '' when nothing is there. */
  kindOf(group: string, version: string, resource: string): string
  /** A resource that discovery lists and whose objects are not modelled. */
  unmodelled(group: string, version: string, resource: string): Resource | null
}

/** Follows the store's CustomResourceDefinitions: each question sees those that are stored now. */
export function servedResources(store: Store, facts: KubernetesFacts): ServedResources {
  let known: Snapshot | null = null
  const now = (): Snapshot => {
    const definitions = store.list(
      customResourceDefinitions,
      null,
    ) as readonly Stored<CustomResourceDefinition>[]
    const version = definitions.map(({ metadata }) => metadata.resourceVersion).join()
    if (known?.version !== version) known = snapshot(version, definitions, facts)
    return known
  }
  return {
    find: (resource, version) => {
      const id = groupResource(resource)
      const { served } = now()
      const versions = builtIn.get(id) ?? served.get(id)
      if (versions === undefined) return null
      return version === undefined
        ? (versions.values().next().value ?? null)
        : (versions.get(version) ?? null)
    },
    customKind: (served) => now().kinds.get(served) ?? null,
    discovery: () => now().discovery,
    custom: () => now().custom,
    kindOf: (group, version, resource) => now().discovery.find(group, version, resource)?.resource.kind ?? '',
    unmodelled: (group, version, name) => {
      const found = now().discovery.find(group, version, name)
      if (found === null) return null
      const { kind, namespaced } = found.resource
      return { group, version, name, kind, namespaced }
    },
  }
}

interface Snapshot {
  readonly version: string
  readonly served: ReadonlyMap<string, ReadonlyMap<string, ServedResource>>
  readonly kinds: ReadonlyMap<ServedResource, CustomKind>
  readonly custom: readonly CustomResource[]
  readonly discovery: Discovery
}

const builtIn: ReadonlyMap<string, ReadonlyMap<string, ServedResource>> = new Map(
  kindRules.map((rules) => {
    const { resource } = rules
    return [groupResource(resource), new Map([[resource.version, { resource, rules, custom: false }]])]
  }),
)

function snapshot(
  version: string,
  definitions: readonly Stored<CustomResourceDefinition>[],
  facts: KubernetesFacts,
): Snapshot {
  const served = new Map<string, ReadonlyMap<string, ServedResource>>()
  const kinds = new Map<ServedResource, CustomKind>()
  const custom: CustomResource[] = []
  for (const definition of definitions.filter(isEstablished)) {
    const { group, names, versions, scope } = definition.spec
    const byVersion = new Map<string, ServedResource>()
    // The stored version first: it is what is meant where none is named.
    for (const each of versions
      .filter((one) => one.served)
      .sort((a, b) => Number(b.storage) - Number(a.storage))) {
      const rules = customResourceRules(definition, each.name)
      const resource: ServedResource = { resource: rules.resource, rules, custom: true }
      const schema = (each.schema?.openAPIV3Schema ?? {}) as OpenApiSchema
      byVersion.set(each.name, resource)
      kinds.set(resource, { schema, printerColumns: each.additionalPrinterColumns })
      custom.push({
        group,
        version: each.name,
        plural: names.plural,
        singular: names.singular ?? names.kind.toLowerCase(),
        kind: names.kind,
        listKind: names.listKind ?? `${names.kind}List`,
        shortNames: names.shortNames ?? [],
        categories: names.categories ?? [],
        namespaced: scope === 'Namespaced',
        hasStatus: each.subresources?.status !== undefined,
        hasScale: each.subresources?.scale !== undefined,
        schema,
      })
    }
    served.set(groupResource({ group, name: names.plural }), byVersion)
  }
  return { version, served, kinds, custom, discovery: discoveryOf(facts.discovery(), custom) }
}

function isEstablished({ status }: Stored<CustomResourceDefinition>): boolean {
  return (status?.conditions ?? []).some(({ type, status: is }) => type === 'Established' && is === 'True')
}
