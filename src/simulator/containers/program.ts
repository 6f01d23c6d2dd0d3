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

/** EAI_NONAME, EAI_AGAIN, EAI_NODATA as a resolver library tells them. */
export type ResolveFailure = 'no-such-name' | 'try-again' | 'no-address'

/** The sockets of a process: those of its Pod's network namespace. */
export interface ProcessNetwork {
  /** The Pod's own address, IPv4. */
  readonly address: string
  /** IPv4 addresses of a name, as the image's resolver library finds them; an address is its own answer. */
  resolve(name: string): Promise<readonly string[] | ResolveFailure>
  /** `host` is an address. Resolves when the handshake is done; a dropped SYN is a timeout after `timeoutMs` of the clock. */
  connect(host: string, port: number, timeoutMs: number): Promise<Connection | ConnectFailure>
  /** Throws when the port is taken. The answer closes it. */
  listenTcp(port: number, accept: (connection: Connection) => void, address?: string): () => void
  listenUdp(
    port: number,
    receive: (
      payload: Uint8Array,
      reply: (payload: Uint8Array) => void,
      from: { address: string; port: number },
    ) => void,
    address?: string,
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

/** A process's view of its terminal. Its input is line by line and echoed, unless a line is read with {@link readLine}. */
export interface ProcessTerminal {
  readonly columns: number
  readonly rows: number
  /** Shows a prompt and reads a line with editing and history; null at ^D on an empty line, '' and a new line at ^C. */
  readLine(prompt: string): Promise<string | null>
}

/** A process as `ps` lists it. */
export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  readonly argv: readonly string[]
  /** Epoch ms. */
  readonly startedAt: number
}

export interface Process {
  readonly pid: number
  readonly argv: readonly string[]
  readonly environment: ReadonlyMap<string, string>
  readonly workingFolder: string
  /** Null when there is no standard input: it reads as ended. */
  readonly stdin: ByteSource | null
  readonly stdout: ByteSink
  readonly stderr: ByteSink
  /** Null without a terminal. */
  readonly terminal: ProcessTerminal | null
  readonly hostname: string
  readonly clock: Clock
  readonly network: ProcessNetwork
  readonly files: ProcessFiles
  /** Aborted when the process is killed; its `reason` is the signal. */
  readonly killed: AbortSignal
  /** SIGTERM and SIGINT reach it; without a handler they end it, unless it is PID 1, which ignores them. */
  onSignal(handle: (signal: Signal) => void): void
  /** The processes of the container. */
  processes(): readonly ProcessEntry[]
  /** False when there is no such process. */
  kill(pid: number, signal: Signal): boolean
  /** Whether the image has a program of that name. */
  has(program: string): boolean
  /** Becomes another program: same process, its handlers forgotten (execve); null when there is none of that name. */
  exec(
    argv: readonly string[],
    environment: ReadonlyMap<string, string>,
    streams?: Pick<Process, 'stdin' | 'stdout' | 'stderr'>,
  ): Promise<number> | null
  /** Runs another program of the image with these streams; null when there is none of that name. */
  spawn(
    argv: readonly string[],
    streams: Partial<Pick<Process, 'stdin' | 'stdout' | 'stderr' | 'environment' | 'workingFolder'>> & {
      readonly started?: (pid: number) => void
    },
  ): Promise<number> | null
}

/** A program of a container image: resolves with its exit code. What it can not do it says on stderr, by name. */
export type Program = (process: Process) => Promise<number>
