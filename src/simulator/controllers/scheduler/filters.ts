import type { Stored } from '../../api/object.ts'
import type { ContainerPort, Pod } from '../../api/schema/kubernetes-types.ts'
import { fitsNode } from '../machinery/node-affinity.ts'
import { tolerates, untolerated } from '../machinery/tolerations.ts'
import type { NodeInfo } from './node-info.ts'
import { affinityProblem, type AffinityWorld } from './pod-affinity.ts'
import { podRequests } from './pod-requests.ts'
import { spreadProblem } from './topology-spread.ts'

/** Why a Pod can not go to a node. */
export interface Rejection {
  readonly reasons: readonly string[]
  /** Taking Pods away would not help (UnschedulableAndUnresolvable). */
  readonly helpless: boolean
}

/** What the first filter that refuses says, in the order of the default plugins; null when the Pod fits. */
export function rejection(pod: Stored<Pod>, info: NodeInfo, world: AffinityWorld): Rejection | null {
  const { spec } = pod
  const { node } = info
  if (node.spec?.unschedulable === true) {
    const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }
    if (!(spec?.tolerations ?? []).some((one) => tolerates(one, taint))) {
      return { reasons: ['node(s) were unschedulable'], helpless: true }
    }
  }
  if (untolerated(node.spec?.taints, spec?.tolerations, ['NoSchedule', 'NoExecute']).length > 0) {
    return { reasons: ['node(s) had untolerated taint(s)'], helpless: true }
  }
  if (!fitsNode(spec, node))
    return { reasons: ["node(s) didn't match Pod's node affinity/selector"], helpless: true }
  if (portsClash(pod, info)) {
    return { reasons: ["node(s) didn't have free ports for the requested pod ports"], helpless: false }
  }
  const resources = resourceProblem(pod, info)
  if (resources !== null) return resources
  const other = spreadProblem(pod, info, world.nodes) ?? affinityProblem(pod, info, world)
  return other === null ? null : { reasons: [other.reason], helpless: other.helpless }
}

/** Rule: noderesources/fit.go `fitsRequest`. */
function resourceProblem(pod: Stored<Pod>, { pods, allocatable, requested }: NodeInfo): Rejection | null {
  const reasons: string[] = []
  let helpless = false
  if (pods.length + 1 > (allocatable.get('pods') ?? 0)) reasons.push('Too many pods')
  for (const [name, wanted] of podRequests(pod)) {
    const total = allocatable.get(name) ?? 0
    if (wanted <= 0 || wanted <= total - (requested.get(name) ?? 0)) continue
    reasons.push(`Insufficient ${name}`)
    helpless ||= wanted > total
  }
  return reasons.length === 0 ? null : { reasons, helpless }
}

/** A host port is taken by protocol and address; 0.0.0.0 is every address. */
function portsClash(pod: Stored<Pod>, { pods }: NodeInfo): boolean {
  const wanted = hostPorts(pod)
  return pods
    .flatMap(hostPorts)
    .some((taken) =>
      wanted.some(
        (port) =>
          port.hostPort === taken.hostPort &&
          (port.protocol ?? 'TCP') === (taken.protocol ?? 'TCP') &&
          (anyAddress(port) || anyAddress(taken) || port.hostIP === taken.hostIP),
      ),
    )
}

function hostPorts({ spec }: Stored<Pod>): readonly ContainerPort[] {
  return (spec?.containers ?? [])
    .flatMap(({ ports }) => ports ?? [])
    .filter(({ hostPort = 0 }) => hostPort > 0)
}

function anyAddress({ hostIP = '' }: ContainerPort): boolean {
  return hostIP === '' || hostIP === '0.0.0.0'
}
