import type { Clock } from '../clock.ts'

/** Ends of a byte stream inside the cluster. */
export interface ByteSink {
  write(bytes: Uint8Array): void
  end(): void
}

export interface ByteSource {
  /** Next bytes; null at the end. */
  read(): Promise<Uint8Array | null>
}

export type Signal = 'SIGTERM' | 'SIGKILL' | 'SIGINT' | 'SIGHUP'

/** A connection that {@link ProcessNetwork} opened or accepted. */
export interface Connection extends ByteSource {
  readonly localAddress: string
  readonly localPort: number
  readonly remoteAddress: string
  readonly remotePort: number
  write(bytes: Uint8Array): void
  end(): void
  /** RST. */
  destroy(): void
  /** What the kernel does when a process ends: FIN, and RST to a peer that goes on writing. */
  close(): void
}

export type ConnectFailure = 'refused' | 'timeout' | 'net-unreachable' | 'host-unreachable'

/** The sockets of a process: those of its Pod's network namespace. */
export interface ProcessNetwork {
  /** The Pod's own address, IPv4. */
  readonly address: string
  /** Resolves when the handshake is done; a dropped SYN is a timeout after `timeoutMs` of the clock. */
  connect(host: string, port: number, timeoutMs: number): Promise<Connection | ConnectFailure>
  /** Throws when the port is taken. The answer closes it. */
  listenTcp(port: number, accept: (connection: Connection) => void): () => void
  listenUdp(
    port: number,
    receive: (
      payload: Uint8Array,
      reply: (payload: Uint8Array) => void,
      from: { address: string; port: number },
    ) => void,
  ): () => void
  /** One datagram and its answer. */
  exchangeUdp(
    host: string,
    port: number,
    payload: Uint8Array,
    timeoutMs: number,
  ): Promise<Uint8Array | ConnectFailure>
}

/** Files that a container sees: its image's, its mounts' and what it wrote. Paths are absolute. */
export interface ProcessFiles {
  read(path: string): Uint8Array | null
  write(path: string, bytes: Uint8Array): void
  remove(path: string): boolean
  /** Names in a folder; null when it is none. */
  list(path: string): readonly string[] | null
}

export interface Process {
  readonly argv: readonly string[]
  readonly environment: ReadonlyMap<string, string>
  readonly workingFolder: string
  /** Null when there is no standard input: it reads as ended. */
  readonly stdin: ByteSource | null
  readonly stdout: ByteSink
  readonly stderr: ByteSink
  /** Null without a terminal. */
  readonly terminal: { readonly columns: number; readonly rows: number } | null
  readonly hostname: string
  readonly clock: Clock
  readonly network: ProcessNetwork
  readonly files: ProcessFiles
  /** Aborted when the process is killed; its `reason` is the signal. */
  readonly killed: AbortSignal
  /** SIGTERM and SIGINT reach it; without a handler they end it, unless it is PID 1, which ignores them. */
  onSignal(handle: (signal: Signal) => void): void
  /** Runs another program of the image with these streams; null when there is none of that name. */
  spawn(
    argv: readonly string[],
    streams: Partial<Pick<Process, 'stdin' | 'stdout' | 'stderr' | 'environment' | 'workingFolder'>>,
  ): Promise<number> | null
}

/** A program of a container image: resolves with its exit code. What it can not do it says on stderr, by name. */
export type Program = (process: Process) => Promise<number>
