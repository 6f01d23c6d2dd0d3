import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectHost, type HostConnection } from '../../src/app/host/connect-host.ts'
import type { HostLaunch, HostProcess } from '../../src/app/host/host-starter.ts'
import { nodeHostStarter } from '../../src/app/host/node-starter.ts'
import { systemClock } from '../../src/app/system-clock.ts'
import { hostPidsOf } from './host-pids.ts'

/** A data folder of its own, and the doors and hosts that a test opens on it. */
export class HostBench {
  readonly dataDir: string
  readonly exits: Promise<number>[] = []
  readonly #doors: HostConnection[] = []
  readonly #pids: number[] = []
  readonly #entry: string
  readonly #environment: NodeJS.ProcessEnv

  constructor(entry: string, options: { environment?: NodeJS.ProcessEnv; under?: string } = {}) {
    this.#entry = fileURLToPath(new URL(entry, import.meta.url))
    this.#environment = { ...process.env, ...options.environment }
    this.dataDir = mkdtempSync(join(options.under ?? tmpdir(), 'kubedrill-host-'))
  }

  readonly starter = {
    start: (launch: HostLaunch): HostProcess => {
      const started = nodeHostStarter(this.#entry, this.#environment).start(launch)
      this.exits.push(started.exited)
      if (started.pid !== undefined) this.#pids.push(started.pid)
      return started
    },
  }

  door(idleMs = 60_000): HostConnection {
    const door = connectHost({ dataDir: this.dataDir, starter: this.starter, clock: systemClock, idleMs })
    this.#doors.push(door)
    return door
  }

  log(): string {
    const file = join(this.dataDir, 'host', 'host.log')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }

  /** Process ids of the hosts that became ready, oldest first. */
  hostPids(): number[] {
    return hostPidsOf(this.dataDir)
  }

  killHost(): void {
    const pid = this.hostPids().at(-1)
    if (pid === undefined) throw new Error('no host is ready')
    process.kill(pid, 'SIGKILL')
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#doors.map((door) => door.close()))
    for (const pid of this.#pids) {
      try {
        process.kill(pid, 'SIGTERM')
      } catch {
        // It ended in the test.
      }
    }
    await Promise.all(this.exits)
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}
