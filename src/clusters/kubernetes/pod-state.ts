import { KubedrillError } from '../../contract/errors.ts'
import type { KubeApi, KubeObject, PodTarget } from '../../core/labs/cluster-port.ts'

export class PodNotRunning extends KubedrillError {
  constructor(target: PodTarget, detail: string) {
    super({
      code: 'cluster.pod-not-running',
      message: `Nothing can run in Pod ${target.namespace}/${target.pod}: ${detail}.`,
      remedy: `See \`kubectl -n ${target.namespace} get pods\` and wait until it is Running.`,
      exit: 4,
    })
  }
}

interface PodFields extends KubeObject {
  readonly spec: { readonly nodeName?: string; readonly containers: readonly { readonly name: string }[] }
  readonly status?: {
    readonly phase?: string
    readonly containerStatuses?: readonly ContainerStatus[]
  }
}

interface ContainerStatus {
  readonly name: string
  readonly containerID?: string
  readonly state?: { readonly running?: object; readonly waiting?: { readonly reason?: string } }
}

export interface RunningContainer {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly node: string
  /** The runtime's own id, without its scheme (`containerd://`). */
  readonly id: string
}

/** The running container that `target` means (the Pod's first unless named); rejects with `cluster.pod-not-running`. */
export async function runningContainer(kube: KubeApi, target: PodTarget): Promise<RunningContainer> {
  const { namespace, pod } = target
  const found = (await kube.get({ apiVersion: 'v1', kind: 'Pod', name: pod, namespace })) as PodFields | null
  if (found === null) throw new PodNotRunning(target, 'there is no such Pod')
  const container = target.container ?? found.spec.containers[0]?.name
  if (!found.spec.containers.some(({ name }) => name === container)) {
    throw new PodNotRunning(target, `it has no container ${String(container)}`)
  }
  const status = found.status?.containerStatuses?.find(({ name }) => name === container)
  const node = found.spec.nodeName
  if (status?.state?.running === undefined || status.containerID === undefined || node === undefined) {
    const why = status?.state?.waiting?.reason ?? found.status?.phase ?? 'not started'
    throw new PodNotRunning(target, `its container ${String(container)} is not running (${why})`)
  }
  return { namespace, pod, container: status.name, node, id: status.containerID.replace(/^.*:\/\//, '') }
}
