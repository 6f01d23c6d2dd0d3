import { createHash } from 'node:crypto'
import type { Stored } from '../api/object.ts'
import { pods } from '../api/resource.ts'
import type { Client } from '../api/client.ts'
import type { Pod } from '../api/schema/kubernetes-types.ts'
import { notFound, StatusError } from '../api/status-error.ts'
import { namespaceOf } from '../network/places.ts'
import type { Sockets } from '../network/sockets.ts'
import type { ContainerLog } from './container-log.ts'
import type { Containers, ContainerTarget } from '../api/streams/containers.ts'
import type { PodWorker } from './pod-worker.ts'
import type { RunningContainer } from './running-container.ts'
import { attachTo, execIn } from './sessions.ts'
import type { Slot } from './slot.ts'

/** {@link Containers} over the Pods that the kubelets run. */
export function nodeContainers(
  client: Client,
  sockets: Sockets,
  workerOf: (pod: Stored<Pod>) => PodWorker | null,
): Containers {
  return {
    check: (target) => {
      const pod = podOf(client, target)
      refuseEnded(pod)
      containerName(pod, target)
    },
    exec: (target, argv, streams) => execIn(running(client, workerOf, target), argv, streams),
    attach: (target, streams) => attachTo(running(client, workerOf, target), streams),
    logs: (target, { follow, previous, ...options }, sink) => {
      const pod = podOf(client, target)
      const name = containerName(pod, target)
      const slot = workerOf(pod)?.slot(name) ?? null
      const log = slot === null ? null : previous ? previousLog(slot) : slot.log
      if (log === null) throw noLog(pod, name, slot, previous)
      sink.write(log.read(options))
      if (!follow) {
        sink.end()
        return () => undefined
      }
      return log.follow(options, (bytes) => {
        if (bytes === null) sink.end()
        else sink.write(bytes)
      })
    },
    connectPort: async (target, port) => {
      const pod = podOf(client, { ...target, container: null })
      const worker = workerOf(pod)
      if (worker === null || worker.address === null) {
        throw new StatusError('BadRequest', `pod ${pod.metadata.name} does not run`)
      }
      const from = namespaceOf({
        namespace: target.namespace,
        name: target.pod,
        node: pod.spec?.nodeName ?? '',
        hostNetwork: pod.spec?.hostNetwork ?? false,
      })
      const made = await sockets.connect(from, '127.0.0.1', port, 30_000)
      if (typeof made !== 'string') return made
      throw new Error(noListener(pod.metadata.uid, port))
    },
  }
}

function podOf(client: Client, { namespace, pod }: ContainerTarget): Stored<Pod> {
  const found = client.get(pods, namespace, pod)
  if (found === null) throw notFound(pods, pod)
  if ((found.spec?.nodeName ?? '') === '') {
    throw new StatusError('BadRequest', `pod ${pod} does not have a host assigned`)
  }
  return found
}

/** kubernetes `pkg/registry/core/pod/strategy.go` validateContainer. */
function containerName(pod: Stored<Pod>, { container }: ContainerTarget): string {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {}
  const [first, ...more] = containers
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(' ')
  if (container === null || container === '') {
    if (first !== undefined && more.length + initContainers.length + ephemeralContainers.length === 0)
      return first.name
    const init = initContainers.length > 0 ? ` or one of the init containers: [${names(initContainers)}]` : ''
    throw new StatusError(
      'BadRequest',
      `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names(containers)}]${init}`,
    )
  }
  const all = [...containers, ...initContainers, ...ephemeralContainers]
  if (all.some(({ name }) => name === container)) return container
  throw new StatusError('BadRequest', `container ${container} is not valid for pod ${pod.metadata.name}`)
}

function running(
  client: Client,
  workerOf: (pod: Stored<Pod>) => PodWorker | null,
  target: ContainerTarget,
): RunningContainer {
  const pod = podOf(client, target)
  const name = containerName(pod, target)
  const run = workerOf(pod)?.slot(name)?.run ?? null
  if (run === null) {
    throw new StatusError('InternalError', `unable to upgrade connection: container not found ("${name}")`)
  }
  return run
}

function refuseEnded({ status }: Stored<Pod>): void {
  const { phase } = status ?? {}
  if (phase !== 'Succeeded' && phase !== 'Failed') return
  throw new StatusError(
    'BadRequest',
    `cannot exec into a container in a completed pod; current phase is ${phase}`,
  )
}

/** The log of the run that `lastState` tells of: while a container waits to run again, the last one. */
function previousLog({ run, ended, log, previousLog: before }: Slot): ContainerLog | null {
  return run === null && ended === null ? log : before
}

/** kubernetes `pkg/kubelet/kubelet_pods.go` validateContainerLogStatus. */
function noLog(pod: Stored<Pod>, name: string, slot: Slot | null, previous: boolean): StatusError {
  const where = `container "${name}" in pod "${pod.metadata.name}"`
  if (previous) return new StatusError('BadRequest', `previous terminated ${where} not found`)
  const reason =
    slot?.waiting?.reason ?? (slot === null || slot.kind === 'main' ? waitingReason(pod) : 'PodInitializing')
  if (slot?.ended !== null && slot?.ended !== undefined) {
    return new StatusError('BadRequest', `${where} is terminated`)
  }
  const why =
    reason === 'ErrImagePull'
      ? "image can't be pulled"
      : reason === 'ImagePullBackOff'
        ? 'trying and failing to pull image'
        : reason
  return new StatusError('BadRequest', `${where} is waiting to start: ${why}`)
}

function waitingReason(pod: Stored<Pod>): string {
  return (pod.spec?.initContainers ?? []).length > 0 ? 'PodInitializing' : 'ContainerCreating'
}

/** The words of kubelet and containerd; the sandbox's id and network namespace follow from the Pod. */
function noListener(uid: string, port: number): string {
  const sandbox = createHash('sha256').update(uid).digest('hex')
  const where = `failed to execute portforward in network namespace "/var/run/netns/cni-${uid}"`
  const what = `failed to connect to localhost:${String(port)} inside namespace "${sandbox}"`
  const why = `IPv4: dial tcp4 127.0.0.1:${String(port)}: connect: connection refused IPv6 dial tcp6 [::1]:${String(port)}: connect: connection refused `
  return `error forwarding port ${String(port)} to pod ${sandbox}, uid : ${where}: ${what}, ${why}`
}
