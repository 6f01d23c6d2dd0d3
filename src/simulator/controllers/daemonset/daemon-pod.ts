import type { Stored } from '../../api/object.ts'
import type { DaemonSet, Node, Pod, PodSpec, Toleration } from '../../api/schema/kubernetes-types.ts'
import { fitsNode } from '../machinery/node-affinity.ts'
import { untolerated } from '../machinery/tolerations.ts'

export const hashLabel = 'controller-revision-hash'

const always: readonly (readonly [string, string])[] = [
  ['not-ready', 'NoExecute'],
  ['unreachable', 'NoExecute'],
  ['disk-pressure', 'NoSchedule'],
  ['memory-pressure', 'NoSchedule'],
  ['pid-pressure', 'NoSchedule'],
  ['unschedulable', 'NoSchedule'],
]

/** Whether the DaemonSet wants a Pod on a node, and whether one that is there may stay. Rule: `NodeShouldRunDaemonPod`. */
export function wantsNode(
  set: Stored<DaemonSet>,
  node: Stored<Node>,
): { readonly run: boolean; readonly stay: boolean } {
  const spec = daemonSpec(set, node.metadata.name)
  if (!fitsNode(spec, node)) return { run: false, stay: false }
  const refused = untolerated(node.spec?.taints, spec.tolerations, ['NoSchedule', 'NoExecute'])
  if (refused.length === 0) return { run: true, stay: true }
  return { run: false, stay: refused.every(({ effect }) => effect !== 'NoExecute') }
}

/** The Pod for a node: pinned by affinity, with the tolerations that all daemons have; to be made from the template. */
export function daemonPod(set: Stored<DaemonSet>, node: string, hash: string): Pod {
  const template = set.spec?.template
  const generation = set.metadata.annotations?.['deprecated.daemonset.template.generation'] ?? '1'
  return {
    metadata: {
      labels: { ...template?.metadata?.labels, [hashLabel]: hash, 'pod-template-generation': generation },
    },
    spec: daemonSpec(set, node),
  }
}

/** The node that a daemon's Pod is pinned to, also before it is bound. */
export function targetOf({ spec }: Stored<Pod>): string {
  const terms =
    spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const fields = terms.flatMap(({ matchFields = [] }) => matchFields)
  return spec?.nodeName ?? fields.find(({ key }) => key === 'metadata.name')?.values?.[0] ?? ''
}

function daemonSpec({ spec }: Stored<DaemonSet>, node: string): PodSpec {
  const template = spec?.template.spec ?? { containers: [] }
  const network: readonly (readonly [string, string])[] =
    template.hostNetwork === true ? [['network-unavailable', 'NoSchedule']] : []
  const added = [...always, ...network].map<Toleration>(([name, effect]) => ({
    key: `node.kubernetes.io/${name}`,
    operator: 'Exists',
    effect,
  }))
  const own = (template.tolerations ?? []).filter(
    ({ key, effect }) => !added.some((one) => one.key === key && one.effect === effect),
  )
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }]
  const before =
    template.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  // As in `ReplaceDaemonSetPodNodeNameNodeAffinity`: the pin is in every term.
  const terms = before.length === 0 ? [{ matchFields }] : before.map((term) => ({ ...term, matchFields }))
  return {
    ...template,
    affinity: {
      ...template.affinity,
      nodeAffinity: {
        ...template.affinity?.nodeAffinity,
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms },
      },
    },
    tolerations: [...own, ...added],
  }
}
