import type { Cancellation } from '../../core/clock.ts'

/** One process to run: never through a shell. */
export interface ProcessRequest {
  /** Path or name of the program; a name is looked up on the runner's PATH. */
  readonly command: string
  readonly argv: readonly string[]
  /** Added to the runner's environment. */
  readonly environment?: Readonly<Record<string, string>>
  readonly stdin?: string
  /** Milliseconds; the process group is killed after it. Default none. */
  readonly timeoutMs?: number
  /** Once aborted the process group is killed and the call rejects with the signal's reason. */
  readonly cancel?: Cancellation
  /** Told each whole line of either stream as it comes. */
  readonly onLine?: (line: string) => void
  /** Told the process id once it runs. */
  readonly onStart?: (pid: number) => void
}

export interface ProcessResult {
  /** 128 + signal number when a signal ended it. */
  readonly exitCode: number
  /** The last 8 MiB at most. */
  readonly stdout: string
  readonly stderr: string
  readonly timedOut: boolean
}

/**
 * Runs one process to its end. A non-zero exit is an answer; a program that is not there or may not be run rejects with
 * `process.not-started`.
 */
export type RunProcess = (request: ProcessRequest) => Promise<ProcessResult>
