import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')

/** `kubedrill serve` as a process of its own, on a fresh data folder, with the interface as it was built. */
export class Served {
  readonly dataDir: string
  url = ''
  #process: ChildProcess | null = null

  static async fresh(): Promise<Served> {
    const served = new Served(await mkdtemp(join(tmpdir(), 'kubedrill-browser-')))
    await served.start()
    return served
  }

  private constructor(dataDir: string) {
    this.dataDir = dataDir
  }

  /** Starts it (again); resolves once it has said its URL. */
  async start(): Promise<void> {
    const process = spawn(
      globalThis.process.execPath,
      [join(root, 'src/cli/launch.js'), 'serve', '--no-open', '--json', '--data', this.dataDir],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    this.#process = process
    let said = ''
    for await (const line of createInterface({ input: process.stdout })) {
      said += line
      const url = /"url": "([^"]+)"/.exec(said)?.[1]
      if (url === undefined) continue
      this.url = url
      return
    }
    throw new Error('kubedrill serve ended before it said its URL')
  }

  /** Ends it and waits for that. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const process = this.#process
    this.#process = null
    if (process === null) return null
    if (process.exitCode !== null) return process.exitCode
    const ended = new Promise<number | null>((resolve) => process.once('exit', resolve))
    process.kill(signal)
    return ended
  }

  /** Runs another command on the same data folder; rejects when it fails. */
  async run(...args: readonly string[]): Promise<string> {
    const { stdout } = await execute(
      globalThis.process.execPath,
      [join(root, 'src/cli/launch.js'), ...args, '--data', this.dataDir],
      { cwd: root },
    )
    return stdout
  }

  async remove(): Promise<void> {
    await this.stop()
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}
