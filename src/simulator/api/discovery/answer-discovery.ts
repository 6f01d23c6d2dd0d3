import { aggregatedDiscovery } from './aggregated.ts'
import type { Discovery, DiscoveryGroup } from './discovery.ts'

export interface DiscoveryAnswer {
  /** What the answer's Content-Type must be: kubectl reads from it which kind of discovery it got. */
  readonly contentType: string
  readonly body: object
}

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/**
 * Answers GET of `/api`, `/apis`, `/apis/GROUP`, `/api/v1` and `/apis/GROUP/VERSION`; null when nothing is at the path. `/api` and
 * `/apis` are answered aggregated when the Accept header prefers it (client-go's does).
 * @param serverAddress host and port, for APIVersions.
 */
export function answerDiscovery(
  discovery: Discovery,
  path: string,
  accept: string | undefined,
  serverAddress: string,
): DiscoveryAnswer | null {
  const steps = path.replace(/\/$/, '').split('/').slice(1)
  const [root, name, version] = steps
  if (root === 'api') {
    if (steps.length === 1) return rootAnswer(discovery, '/api', accept, serverAddress)
    return steps.length === 2 && name !== undefined ? resourceList(discovery, '', name) : null
  }
  if (root !== 'apis') return null
  if (name === undefined) return rootAnswer(discovery, '/apis', accept, serverAddress)
  if (version === undefined) return groupAnswer(discovery, name)
  return steps.length === 3 ? resourceList(discovery, name, version) : null
}

function rootAnswer(
  discovery: Discovery,
  path: '/api' | '/apis',
  accept: string | undefined,
  serverAddress: string,
): DiscoveryAnswer {
  if (wantsAggregated(accept)) return { contentType: aggregated, body: aggregatedDiscovery(discovery, path) }
  if (path === '/api') return plain(apiVersions(serverAddress))
  const groups = discovery.groups.filter(({ name }) => name !== '').map(apiGroup)
  return plain({ kind: 'APIGroupList', apiVersion: 'v1', groups })
}

/** The first clause that can be served wins. */
function wantsAggregated(accept: string | undefined): boolean {
  for (const clause of (accept ?? '').split(',')) {
    const [type = '', ...parameters] = clause.split(';').map((part) => part.trim())
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue
    if (!parameters.some((parameter) => parameter.startsWith('as='))) return false
    const wanted = ['g=apidiscovery.k8s.io', 'v=v2', 'as=APIGroupDiscoveryList']
    if (wanted.every((parameter) => parameters.includes(parameter))) return true
  }
  return false
}

function apiVersions(serverAddress: string): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
  }
}

function groupAnswer({ groups }: Discovery, name: string): DiscoveryAnswer | null {
  const group = groups.find((other) => other.name === name && name !== '')
  return group === undefined ? null : plain({ kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(group) })
}

function apiGroup({ name, versions }: DiscoveryGroup): object {
  const all = versions.map(({ groupVersion, version }) => ({ groupVersion, version }))
  return { name, versions: all, preferredVersion: all[0] }
}

function resourceList({ groups }: Discovery, group: string, version: string): DiscoveryAnswer | null {
  const found = groups.find(({ name }) => name === group)?.versions.find((other) => other.version === version)
  if (found === undefined) return null
  const { groupVersion, resources } = found
  // The core group's own list has no apiVersion.
  const meta = group === '' ? { kind: 'APIResourceList' } : { kind: 'APIResourceList', apiVersion: 'v1' }
  return plain({ ...meta, groupVersion, resources })
}

function plain(body: object): DiscoveryAnswer {
  return { contentType: 'application/json', body }
}
