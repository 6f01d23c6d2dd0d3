import { stringify } from 'yaml'
import type { Credential } from '../api/access/certificates.ts'

/** A kubeconfig with one context: the cluster, as its administrator. */
export function kubeconfigOf(cluster: {
  readonly name: string
  readonly url: string
  /** PEM. */
  readonly authority: string
  readonly client: Credential
}): string {
  const { name, url, authority, client } = cluster
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: url, 'certificate-authority-data': base64(authority) } }],
    users: [
      {
        name,
        user: {
          'client-certificate-data': base64(client.certificate),
          'client-key-data': base64(client.key),
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
    preferences: {},
  })
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
