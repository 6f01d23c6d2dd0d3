import type { KubeApi, KubeObject } from '../../../core/labs/cluster-port.ts'
import type { Baseline, BaselineNode } from './baseline.ts'

interface NodeFields extends KubeObject {
  readonly spec?: {
    readonly unschedulable?: boolean
    readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[]
  }
}

/** Labels and taints of every node; taints that the node controller sets by itself are left out. */
export async function nodesOf(kube: KubeApi): Promise<Baseline['nodes']> {
  const nodes: NodeFields[] = await kube.list({ apiVersion: 'v1', kind: 'Node' })
  return nodes.map((node) => ({
    name: node.metadata.name,
    labels: { ...node.metadata.labels },
    taints: ownTaints(node),
  }))
}

/** Puts labels, taints and schedulability back; answers the nodes that differed. */
export async function restoreNodes(kube: KubeApi, wanted: readonly BaselineNode[]): Promise<string[]> {
  const restored: string[] = []
  const nodes: NodeFields[] = await kube.list({ apiVersion: 'v1', kind: 'Node' })
  for (const node of nodes) {
    const baseline = wanted.find(({ name }) => name === node.metadata.name)
    if (baseline === undefined) continue
    const labels = labelPatch(node.metadata.labels ?? {}, baseline.labels)
    const taints = JSON.stringify(ownTaints(node)) === JSON.stringify(baseline.taints)
    const schedulable = node.spec?.unschedulable !== true
    if (Object.keys(labels).length === 0 && taints && schedulable) continue
    const patch = {
      ...(Object.keys(labels).length === 0 ? {} : { metadata: { labels } }),
      ...(taints && schedulable
        ? {}
        : { spec: { ...(schedulable ? {} : { unschedulable: null }), taints: baseline.taints } }),
    }
    const ref = { apiVersion: 'v1', kind: 'Node', name: baseline.name }
    await kube.patch(ref, patch, 'merge', 'kubedrill')
    restored.push(`Node ${baseline.name}`)
  }
  return restored
}

function ownTaints(node: NodeFields): Record<string, string>[] {
  return (node.spec?.taints ?? [])
    .filter(({ key }) => !key.startsWith('node.kubernetes.io/'))
    .map(({ key, value, effect }) => ({ key, effect, ...(value === undefined ? {} : { value }) }))
}

/** A merge patch: a label that was added becomes null, which removes it. */
function labelPatch(
  current: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): Record<string, string | null> {
  const added = Object.keys(current).filter((label) => !(label in wanted))
  const changed = Object.entries(wanted).filter(([label, value]) => current[label] !== value)
  return { ...Object.fromEntries(added.map((label) => [label, null])), ...Object.fromEntries(changed) }
}
