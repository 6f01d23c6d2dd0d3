import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ClusterStatus } from '../../contract/clusters.ts'
import type { Problem } from '../../contract/labs.ts'
import type { Cancellation, Clock } from '../../core/clock.ts'
import type { Cluster, ClusterEngine, Progress } from '../../core/labs/cluster-port.ts'
import type { RunProcess } from '../process/run-process.ts'
import { knownClusterName } from './cluster-name.ts'
import { readMarker } from './cluster-marker.ts'
import { findTools, type FoundTools, isFound } from './find-tools.ts'
import { withFolderLock } from './folder-lock.ts'
import { KindError } from './kind-error.ts'
import { type KindPaths, kindPaths } from './kind-paths.ts'
import { listNodeContainers } from './node-containers.ts'
import { joinCluster, openCluster } from './open-cluster.ts'
import { prefetchImages } from './prefetch.ts'
import { removeCluster } from './remove-cluster.ts'
import { type FreeBytes, freeBytesHere, resourceProblems } from './resources.ts'

export interface KindEngineDependencies {
  /** The data folder; this engine keeps to `clusters/kind` in it. */
  readonly dataDir: string
  /** PATH, KUBEDRILL_KIND_IMAGE and KIND_EXPERIMENTAL_PROVIDER are read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly runProcess: RunProcess
  readonly clock: Clock
  /** `kindNodeImage` null: the stock image of the kind that is installed. */
  readonly settings: () => { readonly kindNodeImage: string | null }
  readonly freeBytes?: FreeBytes
}

/** The kind engine of one data folder: one warm cluster, `kubedrill-<8 hex>`, shared by all processes on that folder. */
export function createKindEngine(dependencies: KindEngineDependencies): ClusterEngine {
  return new KindEngine(dependencies)
}

class KindEngine implements ClusterEngine {
  readonly id = 'kind' as const
  readonly title = 'kind (Kubernetes in Docker)'
  private readonly dependencies: KindEngineDependencies
  private readonly paths: KindPaths

  constructor(dependencies: KindEngineDependencies) {
    this.dependencies = dependencies
    this.paths = kindPaths(dependencies.dataDir)
  }

  async preflight(cancel: Cancellation): Promise<Problem[]> {
    const found = await this.find(cancel)
    if (!isFound(found)) return [...found]
    // A cluster that is there has what it needs.
    return readMarker(this.paths.marker) === null ? this.resourceProblems(found) : []
  }

  async status(): Promise<ClusterStatus> {
    const name = knownClusterName(this.paths) ?? ''
    const marker = readMarker(this.paths.marker)
    const absent: ClusterStatus = {
      engine: this.id,
      name,
      running: false,
      kubernetes: null,
      kubeconfig: null,
      nodes: [],
    }
    if (marker === null) return absent
    const found = await this.find()
    const containers = isFound(found) ? await listNodeContainers(found.tools, marker.name) : []
    const running = marker.nodes.every((node) =>
      containers.some((container) => container.name === node && container.state === 'running'),
    )
    if (!running) return absent
    return {
      engine: this.id,
      name: marker.name,
      running,
      kubernetes: marker.kubernetes,
      kubeconfig: this.paths.kubeconfig,
      nodes: marker.nodes,
    }
  }

  async open(progress: Progress, cancel: Cancellation): Promise<Cluster> {
    cancel.throwIfAborted()
    progress('Looking for kind and its container engine', 0)
    const found = await this.require(cancel)
    return this.locked(progress, cancel, () =>
      openCluster(
        {
          tools: found.tools,
          paths: this.paths,
          clock: this.dependencies.clock,
          nodeImage: this.nodeImage(),
          beforeCreate: () => {
            throwFirst(this.resourceProblems(found))
          },
        },
        progress,
        cancel,
      ),
    )
  }

  async join(cancel: Cancellation): Promise<Cluster | null> {
    const { tools } = await this.require(cancel)
    const { clock } = this.dependencies
    const joined = await joinCluster({ tools, paths: this.paths, clock }, () => undefined, cancel)
    return joined?.cluster ?? null
  }

  async tidy(): Promise<void> {
    const name = knownClusterName(this.paths)
    const isCutOff = (): boolean => existsSync(this.paths.journal)
    if (name === null || !isCutOff()) return
    const { tools } = await this.require()
    await this.locked(
      () => undefined,
      undefined,
      async () => {
        if (isCutOff()) await removeCluster(tools, this.paths, name)
      },
    )
  }

  async prefetch(
    images: readonly string[],
    progress: Progress,
    cancel: Cancellation,
  ): Promise<{ image: string; state: 'present' | 'pulled' }[]> {
    const cluster = await this.open((step, fraction) => {
      progress(step, fraction === null ? null : fraction / 2)
    }, cancel)
    const { tools } = await this.require(cancel)
    return prefetchImages(tools, await cluster.nodes(), images, progress, cancel)
  }

  async destroy(progress: Progress): Promise<string[]> {
    const name = knownClusterName(this.paths)
    if (name === null) return []
    progress('Removing the cluster', null)
    const { tools } = await this.require()
    return this.locked(progress, undefined, async () => {
      const removed = await removeCluster(tools, this.paths, name)
      // kubectl's cache, the terminals' start-up files and the id; the lock is still held.
      for (const file of readdirSync(this.paths.folder).map((entry) => join(this.paths.folder, entry))) {
        if (file !== this.paths.lock) rmSync(file, { recursive: true, force: true })
      }
      return removed
    })
  }

  private find(cancel?: Cancellation): Promise<FoundTools | readonly Problem[]> {
    const { environment, runProcess } = this.dependencies
    return findTools(environment, runProcess, this.paths.kubeconfig, cancel)
  }

  private async require(cancel?: Cancellation): Promise<FoundTools> {
    const found = await this.find(cancel)
    if (isFound(found)) return found
    throwFirst(found)
    throw new Error('no tools and no problem')
  }

  private resourceProblems({ tools, facts }: FoundTools): Problem[] {
    return resourceProblems(tools.provider, facts, this.dependencies.freeBytes ?? freeBytesHere)
  }

  private nodeImage(): string | null {
    const named = this.dependencies.environment['KUBEDRILL_KIND_IMAGE']
    return named !== undefined && named !== '' ? named : this.dependencies.settings().kindNodeImage
  }

  private locked<T>(
    progress: Progress,
    cancel: Cancellation | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    const tellWait = () => {
      progress('Waiting for another kubedrill that works on this cluster', null)
    }
    return withFolderLock(this.paths.lock, this.dependencies.clock, cancel, tellWait, work)
  }
}

function throwFirst(problems: readonly Problem[]): void {
  const [first] = problems
  if (first !== undefined) throw new KindError(first)
}
