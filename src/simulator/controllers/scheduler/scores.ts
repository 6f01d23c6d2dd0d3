import type { Stored } from '../../api/object.ts'
import type { LabelSelector, Pod, TopologySpreadConstraint } from '../../api/schema/kubernetes-types.ts'
import { matchesTerm } from '../machinery/node-affinity.ts'
import { untolerated } from '../machinery/tolerations.ts'
import type { NodeInfo } from './node-info.ts'
import { matches, podsInDomain, type AffinityWorld } from './pod-affinity.ts'
import { podRequests, type Amounts } from './pod-requests.ts'
import { domainCounts } from './topology-spread.ts'

/** What a container without a request counts as: thousandths of a CPU and bytes (`GetNonzeroRequests`). */
const assumed = new Map([
  ['cpu', 100],
  ['memory', 200 * 1024 * 1024],
])

const hostname = 'kubernetes.io/hostname'
const zone = 'topology.kubernetes.io/zone'

/**
 * The nodes' scores, with the weights of the default plugins. Free resources and spread are computed as there; image locality is not,
 * because every node has every image. `peers` selects the Pods of the same Services and owner, for the default spread.
 */
export function scores(
  pod: Stored<Pod>,
  candidates: readonly NodeInfo[],
  world: AffinityWorld,
  peers: LabelSelector | null,
): readonly number[] {
  const taints = normalized(
    candidates.map(
      ({ node }) => untolerated(node.spec?.taints, pod.spec?.tolerations, ['PreferNoSchedule']).length,
    ),
    true,
  )
  const affinity = normalized(
    candidates.map((info) => preferredNode(pod, info)),
    false,
  )
  const spread = spreadScores(pod, candidates, world, peers)
  const together = spans(candidates.map((info) => preferredPods(pod, info, world)))
  return candidates.map((info, index) => {
    const shares = usedShares(pod, info)
    const least = shares.reduce((sum, share) => sum + (1 - share) * 100, 0) / shares.length
    const balanced = (1 - Math.abs((shares[0] ?? 0) - (shares[1] ?? 0)) / 2) * 100
    return (
      Math.trunc(least) +
      Math.trunc(balanced) +
      3 * (taints[index] ?? 0) +
      2 * (affinity[index] ?? 0) +
      2 * (spread[index] ?? 0) +
      2 * (together[index] ?? 0)
    )
  })
}

/** CPU and memory in use if the Pod were there, 0 to 1. */
function usedShares(pod: Stored<Pod>, { pods, allocatable }: NodeInfo): readonly number[] {
  return [...assumed.keys()].map((name) => {
    const used = [...pods, pod].reduce((sum, one) => sum + nonZero(one, podRequests(one), name), 0)
    const total = allocatable.get(name) ?? 0
    return total === 0 ? 1 : Math.min(1, used / total)
  })
}

function nonZero({ spec }: Stored<Pod>, requests: Amounts, name: string): number {
  const silent = (spec?.containers ?? []).filter(({ resources }) => resources?.requests?.[name] === undefined)
  return (requests.get(name) ?? 0) + silent.length * (assumed.get(name) ?? 0)
}

function preferredNode(pod: Stored<Pod>, { node }: NodeInfo): number {
  const terms = pod.spec?.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  return terms.reduce((sum, { weight, preference }) => sum + (matchesTerm(preference, node) ? weight : 0), 0)
}

function preferredPods(pod: Stored<Pod>, info: NodeInfo, world: AffinityWorld): number {
  const { podAffinity, podAntiAffinity } = pod.spec?.affinity ?? {}
  const count = (terms: NonNullable<typeof podAffinity>['preferredDuringSchedulingIgnoredDuringExecution']) =>
    (terms ?? []).reduce((sum, { weight, podAffinityTerm: term }) => {
      return (
        sum +
        weight * podsInDomain(term, info, world).filter((other) => matches(term, pod, other, world)).length
      )
    }, 0)
  return (
    count(podAffinity?.preferredDuringSchedulingIgnoredDuringExecution) -
    count(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution)
  )
}

/** Fewer peers, higher score. Rule: podtopologyspread/scoring.go with its system default constraints. */
function spreadScores(
  pod: Stored<Pod>,
  candidates: readonly NodeInfo[],
  { nodes }: AffinityWorld,
  peers: LabelSelector | null,
): readonly number[] {
  const own = pod.spec?.topologySpreadConstraints ?? []
  const defaults: readonly TopologySpreadConstraint[] =
    own.length > 0 || peers === null
      ? []
      : [
          { topologyKey: hostname, maxSkew: 3, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: peers },
          { topologyKey: zone, maxSkew: 5, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: peers },
        ]
  const soft = [...own.filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'ScheduleAnyway'), ...defaults]
  const raw = candidates.map(({ node }) =>
    soft.reduce((sum, constraint) => {
      const domain = node.metadata.labels?.[constraint.topologyKey]
      if (domain === undefined) return sum
      const counts = domainCounts(pod, constraint, nodes)
      return sum + (counts.get(domain) ?? 0) * Math.log(counts.size + 2) + constraint.maxSkew - 1
    }, 0),
  )
  const most = Math.max(...raw)
  const least = Math.min(...raw)
  return raw.map((score) => (most === 0 ? 100 : Math.trunc((100 * (most + least - score)) / most)))
}

/** To 0…100 by the largest; `reversed` when few are good. */
function normalized(values: readonly number[], reversed: boolean): readonly number[] {
  const most = Math.max(0, ...values)
  return values.map((value) => {
    const share = most === 0 ? 0 : Math.trunc((100 * value) / most)
    return reversed ? 100 - share : share
  })
}

/** To 0…100 from the least to the largest. */
function spans(values: readonly number[]): readonly number[] {
  const least = Math.min(...values)
  const most = Math.max(...values)
  return values.map((value) => (most === least ? 0 : Math.trunc((100 * (value - least)) / (most - least))))
}
