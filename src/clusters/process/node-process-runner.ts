import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { KubedrillError } from '../../contract/errors.ts'
import { OutputBuffer } from './output-buffer.ts'
import { killProcessGroup } from './process-group.ts'
import type { ProcessRequest, ProcessResult, RunProcess } from './run-process.ts'

const outputLimit = 8 * 1024 * 1024

export class ProcessNotStarted extends KubedrillError {
  constructor(command: string, cause: Error) {
    super(
      {
        code: 'process.not-started',
        message: `${command} can not be run: ${cause.message}.`,
        remedy: `Check that ${command} is installed, on PATH and executable.`,
        exit: 3,
      },
      { cause },
    )
  }
}

/** Runs processes with `environment` (nothing else of this process's), each the leader of its own group. */
export function createProcessRunner(environment: Readonly<Record<string, string | undefined>>): RunProcess {
  return async (request) => {
    request.cancel?.throwIfAborted()
    return run(request, environment)
  }
}

function run(
  request: ProcessRequest,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(request.command, [...request.argv], {
      env: { ...environment, ...request.environment },
      stdio: [request.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    const onLine = request.onLine ?? (() => undefined)
    const stdout = new OutputBuffer(outputLimit, onLine)
    const stderr = new OutputBuffer(outputLimit, onLine)
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk))

    let timedOut = false
    const kill = () => {
      if (child.pid !== undefined) killProcessGroup(child.pid)
    }
    const timer =
      request.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true
            kill()
          }, request.timeoutMs)
    request.cancel?.addEventListener('abort', kill)
    const settle = () => {
      clearTimeout(timer)
      request.cancel?.removeEventListener('abort', kill)
    }

    child.once('spawn', () => {
      if (child.pid !== undefined) request.onStart?.(child.pid)
    })
    child.once('error', (error) => {
      settle()
      if (child.pid === undefined) reject(new ProcessNotStarted(request.command, error))
      else reject(error)
    })
    child.once('close', (code, signal) => {
      settle()
      try {
        request.cancel?.throwIfAborted()
      } catch (reason) {
        reject(reason instanceof Error ? reason : new Error(String(reason)))
        return
      }
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal])
      resolve({ exitCode, stdout: stdout.end(), stderr: stderr.end(), timedOut })
    })
    if (request.stdin !== undefined && child.stdin !== null) {
      // A process may end without reading what it is sent; its exit code tells, not the broken pipe.
      child.stdin.on('error', () => undefined)
      child.stdin.end(request.stdin)
    }
  })
}
