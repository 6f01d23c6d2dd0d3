import type { Pod } from '../api/schema/kubernetes-types.ts'
import { writableVolume, type VolumeContents } from '../containers/files.ts'
import { offlineImages, type Images } from '../containers/images/registry.ts'
import { hostsResolver, type Resolver } from '../containers/resolver.ts'
import type { ControllerContext } from '../controllers/controller.ts'
import { EventRecorder } from '../controllers/machinery/event-recorder.ts'
import { followCluster } from '../network/cluster-state.ts'
import type { Network } from '../network/flow.ts'
import { packetEngine } from '../network/packet-engine.ts'
import { sockets } from '../network/sockets.ts'
import type { Containers } from '../api/streams/containers.ts'
import { ImagePulls } from './image-pulls.ts'
import { startKubelet, type Kubelet } from './kubelet.ts'
import type { NodeContext } from './node-context.ts'
import { nodeContainers } from './node-containers.ts'
import { keepNode, type NodeFacts } from './node-status.ts'
import { podAddresses } from './pod-addresses.ts'
import { keepMirrorPods } from './static-pods.ts'
import type { TokenSource } from './volumes/pod-volumes.ts'

export interface NodesContext extends ControllerContext {
  /** As kind names nodes: `NAME-control-plane`, `NAME-worker`, `NAME-worker2`. */
  readonly clusterName: string
  /** Makes service account tokens; without it Pods have no token file. */
  readonly tokens?: TokenSource
  readonly resolver?: Resolver
  readonly images?: Images
  /** Manifests of the control plane's static Pods. */
  readonly staticPods?: readonly Pod[]
}

/** The running nodes, for the request pipeline and the checker. */
export interface Nodes {
  readonly containers: Containers
  readonly network: Network
  stop(): void
}

/** Registers a control plane and two workers, and runs their Pods. */
export function startNodes(context: NodesContext): Nodes {
  const { clock, random, clientAs } = context
  const state = followCluster(clientAs('system:apiserver', 'kube-proxy'))
  let network: Network | null = null
  const there = sockets(clock, (listeners) => {
    network = packetEngine({ state, clock, random, listens: (...at) => listeners.find(...at) !== null })
    return network
  })
  const images = context.images ?? offlineImages()
  const kubelets: Kubelet[] = []
  const stops: (() => void)[] = [state.stop]
  nodesOf(context.clusterName).forEach(({ name, labels, taints }, index) => {
    const client = clientAs(`system:node:${name}`, 'kubelet')
    const podCidr = `10.244.${String(index)}.0/24`
    const folders = new Map<string, VolumeContents>()
    const node: NodeContext = {
      name,
      address: `172.18.0.${String(index + 2)}`,
      clock,
      random,
      client,
      events: new EventRecorder(client, clock, { component: 'kubelet', host: name }),
      sockets: there,
      resolver: context.resolver ?? hostsResolver,
      images: new ImagePulls(images, () => clock.now()),
      tokens: context.tokens ?? null,
      clusterDns: '10.96.0.10',
      addresses: podAddresses(() => state.node(name)?.podCidr ?? podCidr),
      nodeFolder: (path) => {
        const folder = folders.get(path) ?? writableVolume()
        folders.set(path, folder)
        return folder
      },
      reportError: context.reportError ?? rethrow(clock),
    }
    const providerId = `kind://docker/${context.clusterName}/${name}`
    const facts: NodeFacts = { images: images.all, labels, taints, podCidr, providerId }
    stops.push(keepNode(node, facts))
    const kubelet = startKubelet(node)
    kubelets.push(kubelet)
    stops.push(kubelet.stop)
    if (index === 0) stops.push(keepMirrorPods(node, context.staticPods ?? []))
  })
  return {
    containers: nodeContainers(
      clientAs('system:apiserver', 'kube-apiserver'),
      there,
      ({ metadata }) =>
        kubelets.map((kubelet) => kubelet.worker(metadata.uid)).find((worker) => worker !== null) ?? null,
    ),
    network: { send: (flow) => (network ?? unmade()).send(flow) },
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

function nodesOf(
  cluster: string,
): readonly Pick<NodeFacts & { name: string }, 'name' | 'labels' | 'taints'>[] {
  const controlPlane = 'node-role.kubernetes.io/control-plane'
  return [
    {
      name: `${cluster}-control-plane`,
      labels: { [controlPlane]: '', 'node.kubernetes.io/exclude-from-external-load-balancers': '' },
      taints: [{ effect: 'NoSchedule', key: controlPlane }],
    },
    { name: `${cluster}-worker`, labels: {}, taints: undefined },
    { name: `${cluster}-worker2`, labels: {}, taints: undefined },
  ]
}

/** A bug ends in the clock's turn, where whoever drives the clock sees it. */
function rethrow(clock: ControllerContext['clock']): (error: unknown) => void {
  return (error) => {
    clock.after(0, () => {
      throw error
    })
  }
}

function unmade(): never {
  throw new Error('the packet engine is made with the sockets')
}
