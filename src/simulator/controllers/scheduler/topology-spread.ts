import type { Stored } from '../../api/object.ts'
import type { LabelSelector, Pod, TopologySpreadConstraint } from '../../api/schema/kubernetes-types.ts'
import { selects } from '../machinery/label-selector.ts'
import { fitsNode } from '../machinery/node-affinity.ts'
import { untolerated } from '../machinery/tolerations.ts'
import type { NodeInfo } from './node-info.ts'

const mismatch = "node(s) didn't match pod topology spread constraints"

/** Why a DoNotSchedule constraint forbids a node; null when none does. Rule: podtopologyspread/filtering.go. */
export function spreadProblem(
  pod: Stored<Pod>,
  info: NodeInfo,
  nodes: readonly NodeInfo[],
): { readonly reason: string; readonly helpless: boolean } | null {
  const hard = (pod.spec?.topologySpreadConstraints ?? []).filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule',
  )
  for (const constraint of hard) {
    const domain = info.node.metadata.labels?.[constraint.topologyKey]
    if (domain === undefined) return { reason: `${mismatch} (missing required label)`, helpless: true }
    const counts = domainCounts(pod, constraint, nodes)
    const self = selects(selectorOf(pod, constraint), pod.metadata.labels) ? 1 : 0
    const least = counts.size < (constraint.minDomains ?? 1) ? 0 : Math.min(...counts.values())
    if ((counts.get(domain) ?? 0) + self - least > constraint.maxSkew)
      return { reason: mismatch, helpless: false }
  }
  return null
}

/** Matching Pods by the value of the topology key, over the nodes that count for the Pod. */
export function domainCounts(
  pod: Stored<Pod>,
  constraint: TopologySpreadConstraint,
  nodes: readonly NodeInfo[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const selector = selectorOf(pod, constraint)
  for (const { node, pods } of nodes) {
    const domain = node.metadata.labels?.[constraint.topologyKey]
    const counted =
      (constraint.nodeAffinityPolicy === 'Ignore' || fitsNode(pod.spec, node)) &&
      (constraint.nodeTaintsPolicy !== 'Honor' ||
        untolerated(node.spec?.taints, pod.spec?.tolerations, ['NoSchedule', 'NoExecute']).length === 0)
    if (domain === undefined || !counted) continue
    const matching = pods.filter(
      ({ metadata }) =>
        metadata.namespace === pod.metadata.namespace &&
        metadata.deletionTimestamp === undefined &&
        selects(selector, metadata.labels),
    )
    counts.set(domain, (counts.get(domain) ?? 0) + matching.length)
  }
  return counts
}

/** With the values that the Pod itself has for matchLabelKeys. */
function selectorOf(
  pod: Stored<Pod>,
  { labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint,
): LabelSelector | undefined {
  const own = matchLabelKeys.flatMap((key) => {
    const value = pod.metadata.labels?.[key]
    return value === undefined ? [] : [[key, value] as const]
  })
  if (labelSelector === undefined || own.length === 0) return labelSelector
  return { ...labelSelector, matchLabels: { ...labelSelector.matchLabels, ...Object.fromEntries(own) } }
}
