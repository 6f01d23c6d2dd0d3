import { timestamp, type Stored } from '../object.ts'
import type { Pod } from '../schema/kubernetes-types.ts'
import { conflict, type StatusError } from '../status-error.ts'

/** The Pod with its node and the PodScheduled condition. Throws Conflict when it has one or is going. */
export function boundTo(pod: Stored<Pod>, node: string, now: number): Stored<Pod> {
  const { name, deletionTimestamp } = pod.metadata
  const refuse = (why: string): StatusError => conflict({ group: '', name: 'pods/binding' }, name, why)
  if (deletionTimestamp !== undefined)
    throw refuse(`pod ${name} is being deleted, cannot be assigned to a host`)
  const bound = pod.spec?.nodeName ?? ''
  if (bound !== '') throw refuse(`pod ${name} is already assigned to node "${bound}"`)
  const conditions = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'PodScheduled')
  const scheduled = {
    type: 'PodScheduled',
    status: 'True',
    observedGeneration: pod.metadata.generation,
    lastProbeTime: undefined,
    lastTransitionTime: timestamp(now),
  }
  return {
    ...pod,
    spec: { ...pod.spec, containers: pod.spec?.containers ?? [], nodeName: node },
    status: { ...pod.status, conditions: [...conditions, scheduled] },
  }
}
