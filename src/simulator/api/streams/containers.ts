import type { ByteSink, ByteSource, Connection } from '../../containers/program.ts'

/** What PodLogOptions choose. */
export interface LogOptions {
  readonly tailLines?: number
  readonly sinceSeconds?: number
  /** Epoch ms. */
  readonly sinceTime?: number
  readonly timestamps?: boolean
  readonly limitBytes?: number
}

/** A container of a Pod; null for its only or annotated one. */
export interface ContainerTarget {
  readonly namespace: string
  readonly pod: string
  readonly container: string | null
}

/** The ends of an exec or attach session. */
export interface SessionStreams {
  /** Null when the client sends none. */
  readonly stdin: ByteSource | null
  readonly stdout: ByteSink
  /** With a terminal everything goes to `stdout`. */
  readonly stderr: ByteSink
  readonly tty: boolean
  /** Tells the terminal's size, now and later; the answer ends it. */
  readonly onResize: (tell: (columns: number, rows: number) => void) => () => void
  /** Aborted when the client went away. */
  readonly closed: AbortSignal
}

/** What the API's streams reach: the containers of every node. Everything throws StatusErrors with Kubernetes' texts. */
export interface Containers {
  /** Throws what a request is refused with before it becomes a stream: no such Pod or container, a Pod that ended. */
  check(target: ContainerTarget): void
  /** Resolves with the exit code. */
  exec(target: ContainerTarget, argv: readonly string[], streams: SessionStreams): Promise<number>
  /** Resolves when the container's run ends, with its exit code; or when the client went away, with 0. */
  attach(target: ContainerTarget, streams: SessionStreams): Promise<number>
  /** Sends what there is, and what comes while `follow`; the answer ends it early. */
  logs(
    target: ContainerTarget,
    options: LogOptions & { readonly follow: boolean; readonly previous: boolean },
    sink: ByteSink,
  ): () => void
  /** A connection to a port of the Pod's own network namespace, as port-forward makes it: to 127.0.0.1. Throws when nothing listens. */
  connectPort(target: Omit<ContainerTarget, 'container'>, port: number): Promise<Connection>
}
