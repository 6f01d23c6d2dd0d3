import type { Client } from '../api/client.ts'
import type { Clock } from '../clock.ts'
import type { VolumeContents } from '../containers/files.ts'
import type { Resolver } from '../containers/resolver.ts'
import type { EventRecorder } from '../controllers/machinery/event-recorder.ts'
import type { Sockets } from '../network/sockets.ts'
import type { Randomness } from '../randomness.ts'
import type { ImagePulls } from './image-pulls.ts'
import type { TokenSource } from './volumes/pod-volumes.ts'

/** What every Pod of a node is run with. */
export interface NodeContext {
  readonly name: string
  /** InternalIP. */
  readonly address: string
  readonly clock: Clock
  readonly random: Randomness
  readonly client: Client
  readonly events: EventRecorder
  readonly sockets: Sockets
  readonly resolver: Resolver
  readonly images: ImagePulls
  readonly tokens: TokenSource | null
  /** Address of the cluster's DNS Service. */
  readonly clusterDns: string
  readonly addresses: PodAddresses
  /** A folder of the node, as hostPath volumes share it. */
  readonly nodeFolder: (path: string) => VolumeContents
  readonly reportError: (error: unknown) => void
}

/** The addresses of a node's Pods, as the CNI plug-in host-local gives them: one after the other, round and round. */
export interface PodAddresses {
  /** `preferred` when it is free; null when the node has no podCIDR or none is left. */
  take(preferred: string | null): string | null
  release(address: string): void
}
