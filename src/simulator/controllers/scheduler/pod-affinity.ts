import type { Stored } from '../../api/object.ts'
import type { Namespace, Pod, PodAffinityTerm } from '../../api/schema/kubernetes-types.ts'
import { selects } from '../machinery/label-selector.ts'
import type { NodeInfo } from './node-info.ts'

export interface AffinityWorld {
  readonly nodes: readonly NodeInfo[]
  readonly namespaces: readonly Stored<Namespace>[]
}

const existingReason = "node(s) didn't satisfy existing pods anti-affinity rules"
const affinityReason = "node(s) didn't match pod affinity rules"
const antiAffinityReason = "node(s) didn't match pod anti-affinity rules"

/** Why the required (anti-)affinity of the Pod, or of Pods that are there, forbids a node; null when it does not. */
export function affinityProblem(
  pod: Stored<Pod>,
  info: NodeInfo,
  world: AffinityWorld,
): { readonly reason: string; readonly helpless: boolean } | null {
  const { podAffinity, podAntiAffinity } = pod.spec?.affinity ?? {}
  const required = podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  if (!required.every((term) => attracts(pod, term, info, world)))
    return { reason: affinityReason, helpless: true }
  const avoided = podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  if (
    avoided.some((term) => podsInDomain(term, info, world).some((other) => matches(term, pod, other, world)))
  ) {
    return { reason: antiAffinityReason, helpless: false }
  }
  const refused = world.nodes.some((other) =>
    other.pods.some((existing) => {
      const terms =
        existing.spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
      return terms.some((term) => sameDomain(term, info, other) && matches(term, existing, pod, world))
    }),
  )
  return refused ? { reason: existingReason, helpless: false } : null
}

/** Whether `other` is what a term of `pod` speaks of. */
export function matches(
  term: PodAffinityTerm,
  pod: Stored<Pod>,
  other: Stored<Pod>,
  { namespaces }: AffinityWorld,
): boolean {
  const namespace = other.metadata.namespace ?? ''
  const { namespaces: listed = [], namespaceSelector } = term
  const own = listed.length === 0 && namespaceSelector === undefined && namespace === pod.metadata.namespace
  const labels = namespaces.find(({ metadata }) => metadata.name === namespace)?.metadata.labels
  const meant =
    own ||
    listed.includes(namespace) ||
    (namespaceSelector !== undefined && selects(namespaceSelector, labels))
  return meant && selects(term.labelSelector, other.metadata.labels)
}

/** The Pods on all nodes of the same topology domain. */
export function podsInDomain(
  term: PodAffinityTerm,
  info: NodeInfo,
  { nodes }: AffinityWorld,
): readonly Stored<Pod>[] {
  return nodes.filter((other) => sameDomain(term, info, other)).flatMap(({ pods }) => pods)
}

/** The first Pod of a group that only wants its own kind may go anywhere. */
function attracts(pod: Stored<Pod>, term: PodAffinityTerm, info: NodeInfo, world: AffinityWorld): boolean {
  if (info.node.metadata.labels?.[term.topologyKey] === undefined) return false
  if (podsInDomain(term, info, world).some((other) => matches(term, pod, other, world))) return true
  const anywhere = world.nodes.some(({ pods }) => pods.some((other) => matches(term, pod, other, world)))
  return !anywhere && matches(term, pod, pod, world)
}

function sameDomain({ topologyKey }: PodAffinityTerm, a: NodeInfo, b: NodeInfo): boolean {
  const value = a.node.metadata.labels?.[topologyKey]
  return value !== undefined && value === b.node.metadata.labels?.[topologyKey]
}
