import type { Clock } from '../clock.ts'
import type { NamespaceId } from '../network/flow.ts'
import type { Sockets } from '../network/sockets.ts'
import { BrokenPipeError, encode } from './bytes.ts'
import { processNetwork } from './process-network.ts'
import type {
  ByteSink,
  ByteSource,
  Process,
  ProcessEntry,
  ProcessFiles,
  ProcessTerminal,
  Program,
  Signal,
} from './program.ts'
import type { Resolver } from './resolver.ts'

/** What all processes of a container share. */
export interface ContainerWorld {
  readonly clock: Clock
  readonly sockets: Sockets
  readonly resolver: Resolver
  readonly namespace: NamespaceId
  readonly address: string
  readonly hostname: string
  readonly files: ProcessFiles
  /** The program that a command names, by PATH or by path; null when the image has none. */
  readonly programOf: (command: string) => Program | null
}

export interface ProcessStreams {
  readonly stdin: ByteSource | null
  readonly stdout: ByteSink
  readonly stderr: ByteSink
  readonly terminal: ProcessTerminal | null
}

export interface ProcessStart extends ProcessStreams {
  readonly argv: readonly string[]
  readonly environment: ReadonlyMap<string, string>
  readonly workingFolder: string
}

/** A process as whoever started it holds it. */
export interface RunningProcess {
  readonly pid: number
  /** Its exit code; 128 and the signal's number when one ended it. */
  readonly exit: Promise<number>
  signal(signal: Signal): void
}

/** The processes of one container: PID 1 and what is started beside it. When PID 1 ends, all end. */
export interface ContainerProcesses {
  /** Null when the image has no such program. The first that is started is PID 1. */
  start(start: ProcessStart): RunningProcess | null
  /** SIGINT from a terminal: to a process and all that it started. */
  interrupt(pid: number): void
  readonly list: () => readonly ProcessEntry[]
}

const numbers: Readonly<Record<Signal, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }

interface Held {
  readonly entry: ProcessEntry
  readonly signal: (signal: Signal) => void
}

export function containerProcesses(world: ContainerWorld): ContainerProcesses {
  const held = new Map<number, Held>()
  let lastPid = 0

  const start = (given: ProcessStart, parent: number): RunningProcess | null => {
    const [command = ''] = given.argv
    const program = world.programOf(command)
    if (program === null) return null
    const pid = ++lastPid
    const killed = new AbortController()
    const network = processNetwork(world)
    const handlers: ((signal: Signal) => void)[] = []
    const timers = new Set<() => void>()
    const { promise: exit, resolve } = Promise.withResolvers<number>()
    const finish = (code: number) => {
      if (!held.delete(pid)) return
      for (const cancel of timers) cancel()
      network.closeAll()
      if (pid === 1) for (const other of [...held.values()]) other.signal('SIGKILL')
      resolve(code)
    }
    const signal = (sent: Signal) => {
      if (!held.has(pid)) return
      if (sent !== 'SIGKILL' && handlers.length > 0) {
        for (const handle of [...handlers]) handle(sent)
        return
      }
      // The kernel does not deliver a signal without a handler to the init of a PID namespace.
      if (sent !== 'SIGKILL' && pid === 1) return
      killed.abort(sent)
      finish(128 + numbers[sent])
    }
    const startedAt = world.clock.now()
    const show = (argv: readonly string[]) =>
      held.set(pid, { entry: { pid, parent, argv, startedAt }, signal })
    show(given.argv)
    const alive = (sink: ByteSink): ByteSink => ({
      write: (bytes) => {
        if (!held.has(pid)) return
        try {
          sink.write(bytes)
        } catch (error) {
          if (!(error instanceof BrokenPipeError)) throw error
          finish(128 + 13)
        }
      },
      end: () => undefined,
    })
    const process: Process = {
      ...given,
      pid,
      stdout: alive(given.stdout),
      stderr: alive(given.stderr),
      hostname: world.hostname,
      // A dead process's timers never fire.
      clock: {
        now: () => world.clock.now(),
        after: (ms, run) => {
          if (!held.has(pid)) return () => undefined
          const cancel = world.clock.after(ms, () => {
            timers.delete(cancel)
            run()
          })
          timers.add(cancel)
          return cancel
        },
      },
      network,
      files: world.files,
      killed: killed.signal,
      onSignal: (handle) => {
        handlers.push(handle)
      },
      processes: () => [...held.values()].map(({ entry }) => entry),
      kill: (target, sent) => {
        const other = held.get(target)
        other?.signal(sent)
        return other !== undefined
      },
      has: (name) => world.programOf(name) !== null,
      exec: (argv, environment, streams = process) => {
        const next = world.programOf(argv[0] ?? '')
        if (next === null || !held.has(pid)) return null
        handlers.length = 0
        show(argv)
        const { stdin, stdout, stderr } = streams
        return next({ ...process, stdin, stdout, stderr, argv, environment })
      },
      spawn: (argv, { started, ...streams }) => {
        if (!held.has(pid)) return null
        const child = start({ ...given, ...streams, argv }, pid)
        if (child === null) return null
        started?.(child.pid)
        return child.exit
      },
    }
    program(process).then(finish, (error: unknown) => {
      // A program that meets what is not modelled says so, as a crash would, and ends.
      const message = error instanceof Error ? error.message : String(error)
      process.stderr.write(encode(`${command}: ${message}\n`))
      finish(1)
    })
    return { pid, exit, signal }
  }

  return {
    start: (given) => start(given, 0),
    interrupt: (pid) => {
      const group = [...held.values()].filter(({ entry }) => descends(held, entry, pid))
      for (const member of group) member.signal('SIGINT')
    },
    list: () => [...held.values()].map(({ entry }) => entry),
  }
}

function descends(held: ReadonlyMap<number, Held>, entry: ProcessEntry, pid: number): boolean {
  if (entry.pid === pid) return true
  const parent = held.get(entry.parent)
  return parent !== undefined && descends(held, parent.entry, pid)
}
