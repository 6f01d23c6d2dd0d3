import type { Stored } from '../../api/object.ts'
import { customResourceDefinitions, type Resource } from '../../api/resource.ts'
import type { CustomResourceDefinition } from '../../api/schema/kubernetes-types.ts'
import type { Informers } from './informer.ts'

/** The resources that established CustomResourceDefinitions define, at the version that is stored. */
export function customResources(informers: Informers): readonly Resource[] {
  return informers
    .of(customResourceDefinitions)
    .list(null)
    .filter(({ status }) =>
      status?.conditions?.some(({ type, status: is }) => type === 'Established' && is === 'True'),
    )
    .flatMap(resourceOf)
}

function resourceOf({ spec }: Stored<CustomResourceDefinition>): readonly Resource[] {
  const version = spec.versions.find(({ storage }) => storage)
  if (version === undefined) return []
  const { plural: name, kind } = spec.names
  return [{ group: spec.group, version: version.name, name, kind, namespaced: spec.scope === 'Namespaced' }]
}
