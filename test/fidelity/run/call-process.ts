import { spawn } from 'node:child_process'

export interface Call {
  file: string
  args: readonly string[]
  cwd: string
  env: NodeJS.ProcessEnv
  stdin?: string | undefined
  /** After so many milliseconds the process is killed and its code is null. */
  deadline: number
  /** Called with all of standard output so far; true ends the process. */
  enough?: ((stdout: string) => boolean) | undefined
}

export interface CallResult {
  stdout: string
  stderr: string
  /** The exit code; null when it was killed, because it was enough or too late. */
  code: number | null
  /** True when it was ended because it was enough. */
  stopped: boolean
}

/** Runs a process to its end, or until `enough`. @throws {Error} when it can not be started */
export function call({ file, args, cwd, env, stdin, deadline, enough }: Call): Promise<CallResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    let stopped = false
    const timer = setTimeout(() => child.kill('SIGKILL'), deadline)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (!stopped && enough?.(stdout) === true) {
        stopped = true
        child.kill('SIGTERM')
      }
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.stdin.on('error', () => undefined).end(stdin ?? '')
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ stdout, stderr, code, stopped })
    })
  })
}
