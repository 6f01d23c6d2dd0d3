import type { APIResource } from '../schema/kubernetes-types.ts'
import type { Discovery, DiscoveryGroup, DiscoveryVersion } from './discovery.ts'

/** apidiscovery.k8s.io/v2: every resource in one answer, of `/api` (the core group) or of `/apis` (the others). */
export function aggregatedDiscovery({ groups }: Discovery, path: '/api' | '/apis'): object {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.filter(({ name }) => (name === '') === (path === '/api')).map(groupDiscovery),
  }
}

function groupDiscovery({ name, versions }: DiscoveryGroup): object {
  return { metadata: name === '' ? {} : { name }, versions: versions.map(versionDiscovery) }
}

function versionDiscovery({ version, resources }: DiscoveryVersion): object {
  return {
    version,
    resources: resources
      .filter(({ name }) => !name.includes('/'))
      .map((resource) => resourceDiscovery(resource, resources)),
    freshness: 'Current',
  }
}

function resourceDiscovery(resource: APIResource, all: readonly APIResource[]): object {
  const { name, namespaced, singularName, verbs, shortNames, categories } = resource
  const prefix = `${name}/`
  const subresources = all
    .filter((other) => other.name.startsWith(prefix))
    .map((sub) => ({
      subresource: sub.name.slice(prefix.length),
      responseKind: responseKind(sub),
      verbs: sub.verbs,
    }))
  return {
    resource: name,
    responseKind: responseKind(resource),
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singularName,
    verbs,
    ...(shortNames !== undefined && { shortNames }),
    ...(categories !== undefined && { categories }),
    ...(subresources.length > 0 && { subresources }),
  }
}

/** Empty group and version: those of the list that it is in. */
function responseKind({ group = '', version = '', kind }: APIResource): object {
  return { group, version, kind }
}
