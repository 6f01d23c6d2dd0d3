import { stringify } from 'yaml'

/**
 * Label of every node that kubedrill made. Not `app.kubernetes.io/managed-by`: the kubelet refuses to start with labels of
 * `kubernetes.io` other than a few of its own (the NodeRestriction admission's list).
 */
export const nodeLabel = { key: 'kubedrill.dev/managed-by', value: 'kubedrill' } as const

/** kind's configuration: a control plane and a worker, so that labs about nodes have two; kube-proxy in iptables mode. */
export function kindConfig(): string {
  const labels = { [nodeLabel.key]: nodeLabel.value }
  return stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    networking: { ipFamily: 'ipv4', apiServerAddress: '127.0.0.1', kubeProxyMode: 'iptables' },
    nodes: [
      { role: 'control-plane', labels },
      { role: 'worker', labels },
    ],
  })
}
