import type { Stored } from '../../api/object.ts'
import type { Service } from '../../api/schema/kubernetes-types.ts'
import { podCondition, type StoredPod } from '../machinery/pod-state.ts'

/**
 * Tells which change made a Service's endpoints change: the earliest that was not seen before. Rule: k8s.io/endpointslice
 * `TriggerTimeTracker`.
 */
export class TriggerTimes {
  readonly #seen = new Map<string, { service: string; pods: ReadonlyMap<string, string> }>()

  /** RFC 3339; undefined when nothing new explains a change. */
  of(key: string, service: Stored<Service>, pods: readonly StoredPod[]): string | undefined {
    const seen = this.#seen.get(key)
    const created = service.metadata.creationTimestamp
    const times = new Map(
      pods.flatMap((pod) => {
        const time = podCondition(pod, 'Ready')?.lastTransitionTime
        return time === undefined ? [] : [[pod.metadata.name, time]]
      }),
    )
    this.#seen.set(key, { service: created, pods: times })
    if (seen === undefined) return created
    const changed = [...times]
      .filter(([name, time]) => time > (seen.pods.get(name) ?? ''))
      .map(([, time]) => time)
    return [...changed, ...(created > seen.service ? [created] : [])].sort()[0]
  }

  forget(key: string): void {
    this.#seen.delete(key)
  }
}
