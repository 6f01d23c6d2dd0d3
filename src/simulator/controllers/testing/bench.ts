import { timestamp } from '../../api/object.ts'
import { namespaces, pods } from '../../api/resource.ts'
import type { Pod, PodTemplateSpec } from '../../api/schema/kubernetes-types.ts'
import type { Stored } from '../../api/object.ts'
import { seededRandom } from '../../network/testing/seeded-random.ts'
import { Informers } from '../machinery/informer.ts'
import type { ManagedController, Manager } from '../machinery/manager.ts'
import { MemoryClient } from './memory-client.ts'
import { turnClock, type TurnClock } from './turn-clock.ts'

/** Controllers on a clock that stands still and objects in memory, with the namespace `shop`. For tests. */
export interface Bench {
  readonly clock: TurnClock
  readonly client: MemoryClient
  readonly manager: Manager
  /** Lets everything happen that is due in the next `ms`. */
  advance(ms?: number): void
}

export function bench(...controllers: readonly ManagedController[]): Bench {
  const clock = turnClock()
  const random = seededRandom()
  const client = new MemoryClient(clock, random)
  client.create(namespaces, { metadata: { name: 'shop' } })
  const manager: Manager = { clock, random, clientAs: () => client, informers: new Informers(client) }
  for (const start of controllers) start(manager)
  return { clock, client, manager, advance: (ms) => clock.advance(ms) }
}

/** A template of one container; Pods of the image `bad` never become ready under {@link runPods}. */
export function template(
  image = 'good',
  labels: Readonly<Record<string, string>> = { app: 'web' },
): PodTemplateSpec {
  return { metadata: { labels }, spec: { containers: [{ name: 'app', image }], restartPolicy: 'Always' } }
}

/**
 * Stands in for the kubelet, and with a `node` for the scheduler: Pods are bound to it, and ready after a second; deleted ones go after a
 * second.
 */
export function runPods(
  { client, clock }: Pick<Bench, 'client' | 'clock'>,
  node: string | null = 'worker',
): () => void {
  let address = 1
  return client.watch<Pod>(pods, ({ type, object }) => {
    if (type === 'DELETED') return
    const { namespace = '', name, uid } = object.metadata
    if (object.metadata.deletionTimestamp !== undefined) {
      clock.after(1000, () => {
        if (client.get(pods, namespace, name)?.metadata.uid === uid) client.remove(pods, namespace, name)
      })
      return
    }
    if ((object.spec?.nodeName ?? '') === '') {
      if (node === null) return
      clock.after(0, () => {
        const current = client.get(pods, namespace, name)
        if (current?.metadata.uid === uid && (current.spec?.nodeName ?? '') === '')
          client.bind(namespace, name, node)
      })
      return
    }
    if (object.status?.phase === undefined || object.status.phase === 'Pending') {
      if (object.spec?.containers.some(({ image }) => image === 'bad') === true) return
      clock.after(1000, () => {
        const current = client.get(pods, namespace, name)
        if (current === null || current.metadata.uid !== uid || current.status?.podIP !== undefined) return
        setRunning({ client, clock }, current, `10.244.1.${address++}`)
      })
    }
  })
}

/** Makes a Pod run with an address, ready or not. */
export function setRunning(
  { client, clock }: Pick<Bench, 'client' | 'clock'>,
  pod: Stored<Pod>,
  ip: string,
  ready = true,
): void {
  const now = timestamp(clock.now())
  const conditions = [
    ...(pod.status?.conditions ?? []).filter(({ type }) => type !== 'Ready'),
    { type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: now },
  ]
  client.updateStatus(pods, {
    ...pod,
    status: { ...pod.status, phase: 'Running', podIP: ip, podIPs: [{ ip }], conditions },
  })
}

/** Ends a Pod's containers: Succeeded or Failed. */
export function endPod(
  { client, clock }: Pick<Bench, 'client' | 'clock'>,
  name: string,
  phase: 'Succeeded' | 'Failed',
): void {
  const pod = client.get(pods, 'shop', name)
  if (pod === null) throw new Error(`no Pod ${name}`)
  const finishedAt = timestamp(clock.now())
  const exitCode = phase === 'Succeeded' ? 0 : 1
  client.updateStatus(pods, {
    ...pod,
    status: {
      ...pod.status,
      phase,
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: finishedAt }],
      containerStatuses: [
        {
          name: 'app',
          image: 'good',
          imageID: '',
          ready: false,
          restartCount: 0,
          state: { terminated: { exitCode, finishedAt } },
        },
      ],
    },
  })
}
