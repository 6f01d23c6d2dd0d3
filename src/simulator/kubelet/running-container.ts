import type { Clock } from '../clock.ts'
import { encode, pipe } from '../containers/bytes.ts'
import {
  containerProcesses,
  type ContainerProcesses,
  type ContainerWorld,
  type RunningProcess,
} from '../containers/container-processes.ts'
import type { ByteSink, ByteSource, ProcessFiles } from '../containers/program.ts'
import { openTerminal, type Terminal } from '../containers/terminal.ts'
import { ContainerLog } from './container-log.ts'

/** Where an attached client is shown what a container writes. */
export interface Viewer {
  readonly stdout: ByteSink
  readonly stderr: ByteSink
}

/** One run of a container, from its start to its end. */
export interface RunningContainer {
  /** 64 hex digits. */
  readonly id: string
  /** Epoch ms. */
  readonly startedAt: number
  readonly log: ContainerLog
  readonly processes: ContainerProcesses
  readonly files: ProcessFiles
  readonly environment: ReadonlyMap<string, string>
  readonly workingFolder: string
  readonly exit: Promise<number>
  /** Null without `tty`. */
  readonly terminal: Terminal | null
  /** Null without `stdin`. */
  readonly stdin: ByteSink | null
  /** The answer ends it. */
  view(viewer: Viewer): () => void
  signal: RunningProcess['signal']
}

export interface ContainerStart {
  readonly id: string
  readonly clock: Clock
  readonly world: ContainerWorld
  readonly argv: readonly string[]
  readonly environment: ReadonlyMap<string, string>
  readonly workingFolder: string
  readonly stdin: boolean
  readonly tty: boolean
}

/** Starts a container's first process; null when the image has no such program. */
export function startContainer(start: ContainerStart): RunningContainer | null {
  const { clock, world } = start
  const log = new ContainerLog(() => clock.now())
  const viewers = new Set<Viewer>()
  const spread = (stream: 'stdout' | 'stderr'): ByteSink => {
    const kept = log.sink(stream)
    return {
      write: (bytes) => {
        kept.write(bytes)
        for (const viewer of [...viewers]) viewer[stream].write(bytes)
      },
      end: () => undefined,
    }
  }
  const processes = containerProcesses(world)
  const input = start.stdin ? pipe() : null
  const terminal = start.tty ? openTerminal(spread('stdout'), () => processes.interrupt(1)) : null
  const stdin: ByteSource | null = terminal !== null && start.stdin ? terminal.stdin : input
  const running = processes.start({
    argv: start.argv,
    environment: start.environment,
    workingFolder: start.workingFolder,
    stdin,
    stdout: terminal?.stdout ?? spread('stdout'),
    stderr: terminal?.stdout ?? spread('stderr'),
    terminal: start.stdin ? terminal : null,
  })
  if (running === null) return null
  const exit = running.exit.then((code) => {
    log.end()
    return code
  })
  return {
    id: start.id,
    startedAt: clock.now(),
    log,
    processes,
    files: world.files,
    environment: start.environment,
    workingFolder: start.workingFolder,
    exit,
    terminal,
    stdin:
      terminal === null
        ? input
        : start.stdin
          ? { write: (bytes) => terminal.type(bytes), end: () => terminal.hangUp() }
          : null,
    view: (viewer) => {
      viewers.add(viewer)
      return () => viewers.delete(viewer)
    },
    signal: (signal) => running.signal(signal),
  }
}

/** How containerd tells that a program is not there. */
export function startFailure(command: string): string {
  const reason = command.includes('/')
    ? `exec: "${command}": stat ${command}: no such file or directory`
    : `exec: "${command}": executable file not found in $PATH`
  return `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${reason}: unknown`
}

/** What a container's files begin with, beside its image's. */
export function seedFiles(files: ProcessFiles, seeds: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(seeds)) files.write(path, encode(text))
}
