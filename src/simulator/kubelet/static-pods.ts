import { createHash } from 'node:crypto'
import type { Stored } from '../api/object.ts'
import { nodes, pods } from '../api/resource.ts'
import type { Pod } from '../api/schema/kubernetes-types.ts'
import { StatusError } from '../api/status-error.ts'
import type { NodeContext } from './node-context.ts'

/**
 * Mirror Pods for the manifests of a node (kubernetes `pkg/kubelet/config/common.go` and `pkg/kubelet/pod/mirror_client.go`): named after the node,
 * owned by it, tolerating everything; made again when somebody deletes them. The mirror stands for the static Pod here: what the kubelet
 * runs is the same.
 */
export function keepMirrorPods(context: NodeContext, manifests: readonly Pod[]): () => void {
  const wanted = manifests.map((manifest) => mirrorOf(context, manifest))
  const make = (pod: Pod) => {
    const { namespace = '', name = '' } = pod.metadata ?? {}
    if (context.client.get(pods, namespace, name) !== null) return
    try {
      context.client.create(pods, pod)
    } catch (error) {
      // Its namespace is not there yet, or goes.
      if (!(error instanceof StatusError)) throw error
      context.clock.after(1000, () => make(pod))
    }
  }
  for (const pod of wanted) make(pod)
  return context.client.watch(pods, ({ type, object }) => {
    if (type !== 'DELETED') return
    const pod = wanted.find((mirror) => isSame(mirror, object))
    if (pod !== undefined) context.clock.after(1000, () => make(pod))
  })
}

function mirrorOf({ client, name: node, clock }: NodeContext, manifest: Pod): Pod {
  const hash = createHash('md5').update(JSON.stringify(manifest)).digest('hex')
  const uid = client.get(nodes, '', node)?.metadata.uid ?? ''
  return {
    metadata: {
      ...manifest.metadata,
      name: `${manifest.metadata?.name ?? ''}-${node}`,
      annotations: {
        ...manifest.metadata?.annotations,
        'kubernetes.io/config.hash': hash,
        'kubernetes.io/config.mirror': hash,
        'kubernetes.io/config.seen': new Date(clock.now()).toISOString(),
        'kubernetes.io/config.source': 'file',
      },
      ownerReferences: [{ apiVersion: 'v1', controller: true, kind: 'Node', name: node, uid }],
    },
    spec: {
      containers: [],
      ...manifest.spec,
      nodeName: node,
      tolerations: [{ effect: 'NoExecute', operator: 'Exists' }, ...(manifest.spec?.tolerations ?? [])],
    },
  }
}

function isSame(mirror: Pod, pod: Stored<Pod>): boolean {
  return mirror.metadata?.namespace === pod.metadata.namespace && mirror.metadata?.name === pod.metadata.name
}
