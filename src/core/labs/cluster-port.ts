import type { EngineId, Problem } from '../../contract/labs.ts'
import type { ClusterStatus } from '../../contract/clusters.ts'
import type { Cancellation } from '../clock.ts'

/** What a lab may require of a cluster. An engine has one only after its preflight saw it work. */
export type Capability =
  | 'node-exec'
  | 'network-policy'
  | 'dns-query-count'
  | 'kube-system-edit'
  | 'multiple-nodes'
  | 'kube-proxy-iptables'
  | 'kube-proxy-nftables'

/** Told what happens now; `fraction` 0..1 of the whole operation, null when unknown. */
export type Progress = (step: string, fraction: number | null) => void

/** Where labs run: kind, a context of the user's, or the embedded cluster. */
export interface ClusterEngine {
  readonly id: EngineId
  readonly title: string
  /** Everything that keeps this engine from running here, each with its remedy; fast, changes nothing. */
  preflight(cancel: Cancellation): Promise<Problem[]>
  /** Whether a cluster of this data folder is there. */
  status(): Promise<ClusterStatus>
  /** The warm cluster, or a new one. Interrupted or failed creation leaves nothing behind. */
  open(progress: Progress, cancel: Cancellation): Promise<Cluster>
  /** The cluster as it is, also when it is not healthy: nothing is made or deleted. Null when there is none. */
  join(cancel: Cancellation): Promise<Cluster | null>
  /** Removes what a creation left that was cut off, unless another process is at it; nothing where none was. */
  tidy(): Promise<void>
  /** Loads node and lab images for use without a network. */
  prefetch(
    images: readonly string[],
    progress: Progress,
    cancel: Cancellation,
  ): Promise<{ image: string; state: 'present' | 'pulled' }[]>
  /** Deletes the cluster and everything labelled as ours in it; answers the names of what was removed. */
  destroy(progress: Progress): Promise<string[]>
}

/** A cluster that is up. */
export interface Cluster {
  readonly engine: EngineId
  /** Of this one cluster: one that is made in its place has another. */
  readonly id: string
  /** `v1.35.4` */
  readonly kubernetesVersion: string
  /** Path of the private kubeconfig (mode 0600) whose only context is this cluster. */
  readonly kubeconfig: string
  readonly kube: KubeApi
  /** What was seen to work, each tried until it was once; with `wanted` only those are tried and answered. */
  capabilities(cancel: Cancellation, wanted?: readonly Capability[]): Promise<ReadonlySet<Capability>>
  nodes(): Promise<string[]>
  /** How a learner's terminal enters a node: `program argv… [ttyFlag] NODE COMMAND…`; null where there are no nodes to enter. */
  readonly nodeEntry: NodeEntry | null
  /** Runs `argv` in a container of a Pod. A non-zero exit is an answer, not an error. */
  exec(target: PodTarget, argv: readonly string[], options?: ExecOptions): Promise<ExecResult>
  /** Runs `argv` in a node's own namespaces, as root. */
  nodeExec(node: string, argv: readonly string[], options?: ExecOptions): Promise<ExecResult>
  /** Sends one probe from a Pod's own network namespace and says what came back. */
  probe(from: PodTarget, probe: Probe, cancel: Cancellation): Promise<ProbeOutcome>
  /** Counts what leaves a Pod while `during` runs, in the Pod's own network namespace; leaves no rule behind. */
  countPackets(
    target: PodTarget,
    filters: readonly PacketFilter[],
    during: () => Promise<void>,
    cancel: Cancellation,
  ): Promise<number[]>
  /** Brings everything outside the labs' namespaces (kube-system, cluster-wide objects, nodes) back to what it was when the
   * cluster was made and deletes every namespace that a lab or a learner added. Answers what it put back. */
  restoreBaseline(progress: Progress, cancel: Cancellation): Promise<string[]>
}

export interface NodeEntry {
  readonly program: string
  readonly argv: readonly string[]
  /** Added when the standard input is a terminal. */
  readonly ttyFlag: string
}

export interface PodTarget {
  readonly namespace: string
  readonly pod: string
  readonly container?: string
}

export interface ExecOptions {
  readonly stdin?: string
  readonly timeoutMs?: number
  readonly cancel?: Cancellation
}

export interface ExecResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly timedOut: boolean
}

/** A question to the network. Names are resolved by the Pod's own resolver, search list and all. */
export type Probe =
  | { readonly kind: 'dns'; readonly name: string; readonly type: 'A' | 'AAAA'; readonly timeoutMs: number }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly timeoutMs: number }
  | {
      readonly kind: 'http'
      readonly url: string
      readonly timeoutMs: number
      readonly headers?: Readonly<Record<string, string>>
    }

export type ProbeOutcome =
  /** DNS answered with addresses (sorted). */
  | { readonly outcome: 'answer'; readonly addresses: readonly string[] }
  | { readonly outcome: 'nxdomain' | 'servfail' }
  /** A TCP connection was accepted. */
  | { readonly outcome: 'open' }
  | { readonly outcome: 'refused' | 'timeout' | 'unreachable' }
  /** tcp or http: the host name did not resolve. */
  | { readonly outcome: 'unresolved'; readonly detail: string }
  | { readonly outcome: 'response'; readonly status: number; readonly body: string }
  /** The probe itself could not run (no such Pod, not Running, no tool in the image). */
  | { readonly outcome: 'unprobed'; readonly detail: string }

export interface PacketFilter {
  readonly protocol: 'udp' | 'tcp'
  readonly destinationPort: number
  /** tcp: count connection attempts (SYN), not segments. */
  readonly connections?: boolean
  /** Limits to one destination address. */
  readonly destination?: string
}

/** A Kubernetes object as JSON. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string | undefined
    readonly uid?: string
    readonly resourceVersion?: string
    readonly generation?: number
    readonly creationTimestamp?: string
    readonly deletionTimestamp?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly [key: string]: unknown
  }
  readonly [key: string]: unknown
}

export interface KubeRef {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string | undefined
}

/** The Kubernetes API, the same for every engine. Rejects with a `KubedrillError` that carries the API's own message. */
export interface KubeApi {
  /** Null when there is no such object. */
  get(ref: KubeRef): Promise<KubeObject | null>
  list(query: {
    readonly apiVersion: string
    readonly kind: string
    readonly namespace?: string
    readonly labelSelector?: string
    readonly fieldSelector?: string
  }): Promise<KubeObject[]>
  /** Server-side apply with force, as the named field manager. */
  apply(object: KubeObject, fieldManager: string): Promise<KubeObject>
  create(object: KubeObject, fieldManager: string): Promise<KubeObject>
  replace(object: KubeObject, fieldManager: string): Promise<KubeObject>
  patch(
    ref: KubeRef,
    patch: unknown,
    type: 'merge' | 'strategic' | 'json',
    fieldManager: string,
  ): Promise<KubeObject>
  /** Resolves once the object is gone (`wait`, default true); no such object is done at once. */
  delete(ref: KubeRef, options?: { wait?: boolean; graceSeconds?: number }): Promise<void>
  logs(target: PodTarget, options?: { sinceSeconds?: number; tailLines?: number }): Promise<string>
}
