import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readDescriptions } from '../../src/simulator/api/schema/openapi/described.ts'
import { createWallClock } from '../../src/simulator/clocks/wall-clock.ts'
import {
  openCluster,
  type EmbeddedCluster,
  type SavedCluster,
} from '../../src/simulator/cluster/open-cluster.ts'
import { seededRandom } from '../../src/simulator/network/testing/seeded-random.ts'
import { kubectlBinary } from '../fidelity/run/kubectl-binaries.ts'

const root = resolve(import.meta.dirname, '../..')

export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** An embedded cluster in this process, and the real kubectl to drive it. */
export class RunningCluster {
  readonly cluster: EmbeddedCluster
  readonly defects: unknown[]
  readonly #folder: string
  readonly #kubectl: string

  private constructor(cluster: EmbeddedCluster, defects: unknown[], folder: string, kubectl: string) {
    this.cluster = cluster
    this.defects = defects
    this.#folder = folder
    this.#kubectl = kubectl
  }

  static async start(saved?: SavedCluster): Promise<RunningCluster> {
    const defects: unknown[] = []
    const cluster = await openCluster({
      name: 'kubedrill',
      clock: createWallClock(),
      random: seededRandom(1),
      factsFolder: resolve(root, 'resources/kubernetes'),
      // Made by `npm run build`.
      descriptions: () => readDescriptions(resolve(root, 'out/kubernetes/descriptions.json.br')),
      reportError: (error) => defects.push(error),
      ...(saved !== undefined && { saved }),
    })
    const folder = mkdtempSync(join(tmpdir(), 'kubedrill-embedded-'))
    writeFileSync(join(folder, 'kubeconfig'), cluster.kubeconfig, { mode: 0o600 })
    return new RunningCluster(cluster, defects, folder, kubectlBinary('1.35'))
  }

  /** Runs kubectl; a non-zero exit is an answer. */
  kubectl(args: readonly string[], stdin = ''): Promise<CommandResult> {
    const child = spawn(this.#kubectl, [...args], {
      env: {
        PATH: process.env['PATH'],
        HOME: this.#folder,
        KUBECONFIG: join(this.#folder, 'kubeconfig'),
        KUBECACHEDIR: join(this.#folder, 'cache'),
      },
      stdio: 'pipe',
    })
    return new Promise((done, failed) => {
      let stdout = ''
      let stderr = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
      child.on('error', failed)
      child.on('close', (code) => {
        done({ code, stdout, stderr })
      })
      child.stdin.end(stdin)
    })
  }

  async stop(): Promise<void> {
    await this.cluster.close()
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
