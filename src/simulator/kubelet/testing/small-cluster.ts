import { configMaps, events, namespaces, pods } from '../../api/resource.ts'
import type { Container, Pod, PodSpec } from '../../api/schema/kubernetes-types.ts'
import type { Stored } from '../../api/object.ts'
import { collector, decode, encode, sourceOf } from '../../containers/bytes.ts'
import { MemoryClient } from '../../controllers/testing/memory-client.ts'
import { manualClock, type ManualClock } from '../../network/testing/manual-clock.ts'
import { seededRandom } from '../../network/testing/seeded-random.ts'
import type { SessionStreams } from '../../api/streams/containers.ts'
import { startNodes, type Nodes } from '../start-nodes.ts'

export const agnhostImage = 'registry.k8s.io/e2e-test-images/agnhost:2.59'

export interface SmallCluster {
  readonly client: MemoryClient
  readonly clock: ManualClock
  readonly nodes: Nodes
  readonly errors: readonly unknown[]
  /** Creates a Pod `shop/NAME` that is bound to a worker. */
  readonly run: (name: string, spec: PodSpec, more?: Pod['metadata']) => Stored<Pod>
  readonly pod: (name: string) => Stored<Pod>
  /** Goes on until the Pod is as asked. */
  readonly until: (name: string, ready: (pod: Stored<Pod>) => boolean, ms?: number) => Promise<Stored<Pod>>
  /** `reason: message` of a Pod's events, each once, in their order. */
  readonly events: (name: string) => readonly string[]
  readonly exec: (
    pod: string,
    argv: readonly string[],
    input?: string,
  ) => Promise<{ code: number; out: string; err: string }>
  readonly logs: (
    pod: string,
    options?: { previous?: boolean; container?: string; timestamps?: boolean; tailLines?: number },
  ) => string
}

/** Three nodes over objects in memory, on a clock that stands still. */
export function smallCluster(): SmallCluster {
  const clock = manualClock()
  const random = seededRandom()
  const client = new MemoryClient(clock, random)
  for (const name of ['default', 'shop', 'kube-node-lease', 'kube-system'])
    client.create(namespaces, { metadata: { name } })
  client.create(configMaps, { metadata: { name: 'settings', namespace: 'shop' }, data: { color: 'green' } })
  const errors: unknown[] = []
  const nodes = startNodes({
    clock,
    random,
    clientAs: () => client,
    clusterName: 'lab',
    reportError: (error) => errors.push(error),
  })
  const pod = (name: string) => {
    const found = client.get(pods, 'shop', name)
    if (found === null) throw new Error(`no Pod ${name}`)
    return found
  }
  return {
    client,
    clock,
    nodes,
    errors,
    pod,
    run: (name, spec, more = {}) =>
      client.create(pods, {
        metadata: { ...more, name, namespace: 'shop' },
        spec: { nodeName: 'lab-worker', ...spec },
      }),
    until: async (name, ready, ms) => {
      await clock.until(() => {
        const found = client.get(pods, 'shop', name)
        return found !== null && ready(found)
      }, ms)
      return pod(name)
    },
    events: (name) =>
      client
        .list(events, 'shop')
        .filter(({ involvedObject }) => involvedObject.name === name)
        .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name))
        .map(({ reason = '', message = '' }) => `${reason}: ${message}`),
    exec: async (name, argv, input) => {
      const [out, err] = [collector(), collector()]
      const streams: SessionStreams = {
        stdin: input === undefined ? null : sourceOf(encode(input)),
        stdout: out,
        stderr: err,
        tty: false,
        onResize: () => () => undefined,
        closed: new AbortController().signal,
      }
      const code = await clock.run(
        nodes.containers.exec({ namespace: 'shop', pod: name, container: null }, argv, streams),
      )
      return { code, out: decode(out.bytes()), err: decode(err.bytes()) }
    },
    logs: (name, { previous = false, container, ...options } = {}) => {
      const sink = collector()
      nodes.containers.logs(
        { namespace: 'shop', pod: name, container: container ?? null },
        { ...options, previous, follow: false },
        sink,
      )
      return decode(sink.bytes())
    },
  }
}

/** A container of the agnhost image, `main` by name. */
export function container(more: Partial<Container> = {}): Container {
  return { name: 'main', image: agnhostImage, imagePullPolicy: 'IfNotPresent', ...more }
}

export function isReady({ status }: Pod): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true
}
