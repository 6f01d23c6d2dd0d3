import type { Client } from '../../api/client.ts'
import { microTimestamp, type Stored } from '../../api/object.ts'
import { events } from '../../api/resource.ts'
import type { Event, Pod } from '../../api/schema/kubernetes-types.ts'
import { StatusError } from '../../api/status-error.ts'
import type { Clock } from '../../clock.ts'
import { referenceTo } from '../machinery/event-recorder.ts'

const component = 'default-scheduler'

/** Writes events as the scheduler does, by the events.k8s.io API: client-go `tools/events`. */
export class SchedulerEvents {
  readonly #client: Client
  readonly #clock: Clock
  readonly #instance: string
  readonly #written = new Map<string, string>()
  #serial = 0

  /** `host` is where the scheduler runs: `kind-control-plane`. */
  constructor(client: Client, clock: Clock, host: string) {
    this.#client = client
    this.#clock = clock
    this.#instance = `${component}-${host}`
  }

  event(pod: Stored<Pod>, type: 'Normal' | 'Warning', reason: string, action: string, message: string): void {
    const { namespace = '', name, uid, resourceVersion } = pod.metadata
    const key = JSON.stringify([uid, resourceVersion, type, reason, action])
    try {
      const known = this.#written.get(key)
      if (known !== undefined) this.#repeat(namespace, known)
      else this.#written.set(key, this.#create(pod, name, { type, reason, action, message }))
    } catch (error) {
      if (!(error instanceof StatusError)) throw error
    }
  }

  #create(
    pod: Stored<Pod>,
    name: string,
    what: Pick<Event, 'type' | 'reason' | 'action' | 'message'>,
  ): string {
    const now = this.#clock.now()
    this.#serial = (this.#serial + 1) % 1_000_000
    const nanoseconds = BigInt(Math.trunc(now)) * 1_000_000n + BigInt(this.#serial)
    const event = this.#client.create<Event>(events, {
      metadata: { name: `${name}.${nanoseconds.toString(16)}`, namespace: pod.metadata.namespace },
      involvedObject: referenceTo(pod),
      ...what,
      eventTime: microTimestamp(now),
      reportingComponent: component,
      reportingInstance: this.#instance,
      source: {},
    })
    return event.metadata.name
  }

  /** The first repetition makes a series; the real recorder writes the later ones only every half hour. */
  #repeat(namespace: string, name: string): void {
    const event = this.#client.get(events, namespace, name)
    if (event === null || event.series !== undefined) return
    const series = { count: 2, lastObservedTime: microTimestamp(this.#clock.now()) }
    this.#client.update<Event>(events, { ...event, series })
  }
}
