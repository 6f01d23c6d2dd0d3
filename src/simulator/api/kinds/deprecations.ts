import { groupResource, type Resource } from '../resource.ts'

/** The `Warning:` that every request for a deprecated resource is answered with, reads too; null for the others (`APILifecycleDeprecated`). */
export function deprecationWarning(resource: Pick<Resource, 'group' | 'name'>): string | null {
  return warnings.get(groupResource(resource)) ?? null
}

const warnings = new Map([
  ['endpoints', 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'],
])
