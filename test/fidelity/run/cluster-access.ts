import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { z } from 'zod'

const named = <T extends z.ZodType>(key: string, value: T) =>
  z.array(z.object({ name: z.string(), [key]: value }))

const kubeconfigSchema = z.object({
  'current-context': z.string(),
  contexts: named('context', z.object({ cluster: z.string(), user: z.string() })),
  clusters: named('cluster', z.looseObject({ server: z.string(), 'certificate-authority-data': z.string() })),
  users: named(
    'user',
    z.looseObject({
      'client-certificate-data': z.string().optional(),
      'client-key-data': z.string().optional(),
      token: z.string().optional(),
    }),
  ),
})

/** How to reach a cluster, as a kubeconfig says it. */
export interface ClusterAccess {
  server: string
  ca: string
  certificate: string | undefined
  key: string | undefined
  token: string | undefined
  /** A kubeconfig with names that are the same for every cluster, for kubectl in a namespace. */
  kubeconfigFor: (namespace: string) => string
}

function entryOf(
  list: readonly Record<string, unknown>[],
  name: string,
  key: string,
): Record<string, string> {
  const found = list.find((entry) => entry['name'] === name)?.[key]
  if (found === undefined) throw new Error(`the kubeconfig has no ${key} ${name}`)
  return found as Record<string, string>
}

function decoded(data: string | undefined): string | undefined {
  return data === undefined ? undefined : Buffer.from(data, 'base64').toString()
}

/** Reads the current context of a kubeconfig with embedded certificates. @throws {Error} where something is missing */
export function clusterAccess(kubeconfigFile: string): ClusterAccess {
  const config = kubeconfigSchema.parse(parse(readFileSync(kubeconfigFile, 'utf8')))
  const context = entryOf(config.contexts, config['current-context'], 'context')
  const cluster = entryOf(config.clusters, context['cluster'] ?? '', 'cluster')
  const user = entryOf(config.users, context['user'] ?? '', 'user')
  return {
    server: cluster['server'] ?? '',
    ca: decoded(cluster['certificate-authority-data']) ?? '',
    certificate: decoded(user['client-certificate-data']),
    key: decoded(user['client-key-data']),
    token: user['token'],
    kubeconfigFor: (namespace) =>
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        preferences: {},
        'current-context': 'fidelity',
        contexts: [{ name: 'fidelity', context: { cluster: 'fidelity', namespace, user: 'learner' } }],
        clusters: [{ name: 'fidelity', cluster }],
        users: [{ name: 'learner', user }],
      }),
  }
}
