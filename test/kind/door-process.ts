import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '../..')
export const launcher = resolve(root, 'src/cli/launch.js')
const addressSchema = z.object({ url: z.string(), port: z.number() })

/** `kubedrill serve` on a data folder, as a process that a test may kill. */
export class DoorProcess {
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.url = url
  }

  static async start(dataDir: string, environment: NodeJS.ProcessEnv = {}): Promise<DoorProcess> {
    // Started without the launcher in between, so that a SIGKILL reaches the server itself.
    const child = spawn(process.execPath, [launcher, '--data', dataDir, '--json', 'serve', '--no-open'], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    const { promise, resolve: told, reject } = Promise.withResolvers<string>()
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      const json = parse(said)
      if (json !== undefined) told(addressSchema.parse(json).url)
    })
    child.once('exit', (code) => {
      reject(new Error(`the server ended with ${code ?? 'a signal'} before it was ready`))
    })
    return new DoorProcess(child, await promise)
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = new Promise((done) => this.#child.once('exit', done))
    this.#child.kill(signal)
    await ended
  }
}

/** Runs the command line with `--json` and answers what it printed. */
export function kubedrill(dataDir: string, ...args: readonly string[]): { status: number; json: unknown } {
  const run = spawnSync(process.execPath, [launcher, '--data', dataDir, '--json', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status: run.status ?? -1, json: parse(run.stdout) ?? parse(run.stderr) ?? run.stderr }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
