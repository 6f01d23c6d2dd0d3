import { spawn } from '@lydell/node-pty'

/** How often a paused pty is looked at, ms: well inside the 200 ms after which node-pty drops a dead shell's output. */
const deathWatchMs = 25

export interface PtyLaunch {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly cols: number
  readonly rows: number
}

/** A process on a pseudo-terminal. Output is text: UTF-8 sequences arrive whole, other bytes as U+FFFD. */
export interface Pty {
  readonly pid: number
  write(data: string): void
  resize(cols: number, rows: number): void
  /** Stops reading, so that the process blocks once the kernel's buffer is full. */
  pause(): void
  resume(): void
  kill(signal: 'SIGHUP' | 'SIGKILL'): void
  onData(listener: (data: string) => void): void
  /** Called after the last output; a signal is 128 + its number, as shells say it. */
  onExit(listener: (exitCode: number) => void): void
}

export type SpawnPty = (launch: PtyLaunch) => Pty

/** Starts a process on a new pseudo-terminal. */
export const spawnPty: SpawnPty = (launch) => {
  const pty = spawn(launch.file, [...launch.args], {
    name: 'xterm-256color',
    cwd: launch.cwd,
    env: { ...launch.env },
    cols: launch.cols,
    rows: launch.rows,
  })
  let ended = false
  let watch: NodeJS.Timeout | undefined
  const resume = (): void => {
    clearInterval(watch)
    watch = undefined
    if (!ended) pty.resume()
  }
  pty.onExit(() => {
    ended = true
    clearInterval(watch)
  })
  return {
    pid: pty.pid,
    write: (data) => {
      if (!ended) pty.write(data)
    },
    resize: (cols, rows) => {
      if (!ended) pty.resize(cols, rows)
    },
    pause: () => {
      if (ended || watch !== undefined) return
      pty.pause()
      // node-pty destroys a paused stream soon after its process died: what the kernel still holds is read before that.
      watch = setInterval(() => {
        if (!isAlive(pty.pid)) resume()
      }, deathWatchMs)
    },
    resume,
    kill: (signal) => {
      if (!ended) pty.kill(process.platform === 'win32' ? undefined : signal)
    },
    onData: (listener) => void pty.onData(listener),
    onExit: (listener) =>
      void pty.onExit(({ exitCode, signal }) => {
        listener(signal ? 128 + signal : exitCode)
      }),
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
