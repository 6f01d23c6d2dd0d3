import type { Stored } from '../api/object.ts'
import { pods } from '../api/resource.ts'
import type { Container, Pod } from '../api/schema/kubernetes-types.ts'
import { StatusError } from '../api/status-error.ts'
import type { Cancel } from '../clock.ts'
import { sameStatus } from '../controllers/machinery/status-writer.ts'
import { ContainerRunner, relistMs } from './container-runner.ts'
import type { Sandbox } from './container-starter.ts'
import type { NodeContext } from './node-context.ts'
import { isStarted, slotOf, type Slot, type SlotKind } from './slot.ts'
import { podStatusOf, type PodFacts } from './status/pod-status.ts'
import { mountVolumes } from './volumes/pod-volumes.ts'
import { VolumeError } from './volumes/volume-error.ts'

/** What it takes to make a sandbox, and to clean up after one; ms. */
const sandboxMs = 200

/** Runs one Pod of a node, from its binding to its end. Everything goes through {@link sync}, which is asked for by what happens. */
export class PodWorker {
  readonly #node: NodeContext
  readonly #slots: Slot[] = []
  readonly #startedAt: number
  readonly #gone: () => void
  readonly #runner: ContainerRunner
  readonly #timers = new Set<Cancel>()
  #pod: Stored<Pod>
  #sandbox: Sandbox | null = null
  #making: Sandbox | null = null
  #mountFailures = 0
  #pending = false
  #terminating = false
  #stopped = false
  #released = false
  #decided: PodFacts['decided'] = null

  constructor(node: NodeContext, pod: Stored<Pod>, gone: () => void) {
    this.#node = node
    this.#pod = pod
    this.#gone = gone
    this.#runner = new ContainerRunner(node, {
      pod: () => this.#pod,
      address: () => this.address,
      stopped: () => this.#stopped,
      ask: () => this.ask(),
      after: (ms, run) => this.#after(ms, run),
    })
    this.#startedAt = node.clock.now()
    const { activeDeadlineSeconds } = pod.spec ?? {}
    if (activeDeadlineSeconds !== undefined) {
      this.#after(activeDeadlineSeconds * 1000, () => this.#passDeadline())
    }
    this.ask()
  }

  get pod(): Stored<Pod> {
    return this.#pod
  }

  get address(): string | null {
    return this.#sandbox?.address ?? null
  }

  /** Null when the Pod has no container of that name. */
  slot(name: string): Slot | null {
    return this.#slots.find(({ spec }) => spec.name === name) ?? null
  }

  /** The Pod changed. */
  update(pod: Stored<Pod>): void {
    this.#pod = pod
    this.ask()
  }

  /** The Pod is gone from the API: whatever still runs is killed. */
  kill(): void {
    this.#stopped = true
    for (const cancel of this.#timers) cancel()
    for (const slot of this.#slots) {
      slot.probes?.stop()
      slot.run?.signal('SIGKILL')
    }
    this.#release()
  }

  /** Asks for a sync in this turn of the clock; many asks are one. */
  ask(): void {
    if (this.#pending || this.#stopped) return
    this.#pending = true
    this.#after(0, () => {
      this.#pending = false
      this.#sync()
    })
  }

  #sync(): void {
    this.#readSpec()
    if (this.#pod.metadata.deletionTimestamp !== undefined && !this.#terminating) this.#terminate()
    if (!this.#terminating && this.#decided === null) this.#progress()
    this.#report()
  }

  /** Containers are fixed, but for ephemeral ones, which come later. */
  #readSpec(): void {
    const { initContainers = [], containers = [], ephemeralContainers = [] } = this.#pod.spec ?? {}
    const add = (kind: SlotKind, spec: Container) => {
      const known = this.slot(spec.name)
      if (known === null)
        this.#slots.push({ ...slotOf(kind, spec), restarts: restartsBefore(this.#pod, spec.name) })
      else known.spec = spec
    }
    for (const spec of initContainers) add(spec.restartPolicy === 'Always' ? 'sidecar' : 'init', spec)
    for (const spec of containers) add('main', spec)
    for (const spec of ephemeralContainers) add('ephemeral', spec)
  }

  /** Starts what is due: sandbox, init containers one after the other, then all others. */
  #progress(): void {
    if (this.#sandbox === null) {
      this.#makeSandbox()
      return
    }
    const sandbox = this.#sandbox
    for (const slot of this.#slots.filter(({ kind }) => kind === 'ephemeral')) {
      if (slot.run === null && slot.ended === null) this.#runner.start(slot, sandbox)
    }
    const main = this.#slots.filter(({ kind }) => kind === 'main')
    const begun = main.some(({ run, ended, last }) => (run ?? ended ?? last) !== null)
    if (begun && this.#isDone(main)) {
      // Sidecars are no longer needed.
      for (const slot of this.#slots) void this.#runner.stop(slot, this.#runner.grace())
      return
    }
    for (const slot of this.#slots.filter(({ kind }) => kind === 'init' || kind === 'sidecar')) {
      if (slot.kind === 'init' && (begun || slot.ended?.exitCode === 0)) continue
      if (slot.run === null) this.#runner.startAgain(slot, sandbox)
      if (begun) continue
      if (slot.kind === 'init' || !isStarted(slot)) return
    }
    for (const slot of main) if (slot.run === null) this.#runner.startAgain(slot, sandbox)
  }

  /** All main containers have ended for good. */
  #isDone(main: readonly Slot[]): boolean {
    return main.every((slot) => slot.run === null && slot.ended !== null && !this.#runner.restarts(slot))
  }

  #makeSandbox(): void {
    if (this.#making !== null) return
    const { spec } = this.#pod
    try {
      const address = spec?.hostNetwork === true ? this.#node.address : null
      let own = address
      const volumes = mountVolumes(this.#pod, {
        client: this.#node.client,
        tokens: this.#node.tokens,
        nodeFolder: this.#node.nodeFolder,
        addresses: () => ({ podIP: own ?? '', hostIP: this.#node.address }),
      })
      own ??= this.#node.addresses.take(this.#pod.status?.podIP ?? null)
      if (own === null) {
        this.#after(relistMs, () => this.ask())
        return
      }
      this.#making = { address: own, volumes }
      this.#after(sandboxMs, () => {
        this.#sandbox = this.#making
        this.ask()
      })
    } catch (error) {
      if (!(error instanceof VolumeError)) throw error
      this.#runner.event(
        'Warning',
        'FailedMount',
        `MountVolume.SetUp failed for volume "${error.volume}" : ${error.message}`,
      )
      // goroutinemap's exponential back-off: 500 ms, doubled to 2 min 2 s.
      this.#after(Math.min(500 * 2 ** this.#mountFailures++, 122_000), () => this.ask())
    }
  }

  /** Main containers at once, then sidecars, the last first; then the Pod is removed. */
  #terminate(): void {
    this.#terminating = true
    const grace = this.#runner.grace()
    const running = (...kinds: readonly SlotKind[]) =>
      this.#slots.filter(({ kind, run }) => run !== null && kinds.includes(kind))
    const all = async () => {
      await Promise.all(running('main', 'init', 'ephemeral').map((slot) => this.#runner.stop(slot, grace)))
      for (const slot of running('sidecar').reverse()) await this.#runner.stop(slot, grace)
      this.#after(sandboxMs, () => this.#remove())
    }
    all().catch(this.#node.reportError)
  }

  #remove(): void {
    this.#report()
    const { namespace = '', name, uid } = this.#pod.metadata
    this.#node.client.delete(pods, namespace, name, { gracePeriodSeconds: 0, uid })
  }

  /** `activeDeadlineSeconds`: kubernetes `pkg/kubelet/active_deadline.go`. */
  #passDeadline(): void {
    const message = 'Pod was active on the node longer than the specified deadline'
    this.#runner.event('Normal', 'DeadlineExceeded', message)
    this.#decided = { phase: 'Failed', reason: 'DeadlineExceeded', message }
    for (const slot of this.#slots) void this.#runner.stop(slot, this.#runner.grace())
    this.ask()
  }

  #report(): void {
    const { namespace = '', name, uid } = this.#pod.metadata
    const stored = this.#node.client.get(pods, namespace, name)
    if (stored?.metadata.uid !== uid) return
    const facts: PodFacts = {
      slots: this.#slots,
      hostIP: this.#node.address,
      podIP: this.#sandbox?.address ?? null,
      sandbox: this.#sandbox !== null,
      startedAt:
        stored.status?.startTime === undefined ? this.#startedAt : Date.parse(stored.status.startTime),
      decided: this.#decided,
    }
    const status = podStatusOf(stored, facts, this.#node.clock.now())
    if (status.phase === 'Succeeded' || status.phase === 'Failed') this.#releaseWhenDone()
    if (sameStatus(stored.status, status)) return
    try {
      this.#pod = this.#node.client.updateStatus(pods, { ...stored, status })
    } catch (error) {
      if (!(error instanceof StatusError)) throw error
      this.#after(relistMs, () => this.ask())
    }
  }

  #releaseWhenDone(): void {
    if (this.#slots.every(({ run }) => run === null)) this.#release()
  }

  #release(): void {
    const address = (this.#sandbox ?? this.#making)?.address
    if (!this.#released && address !== undefined && this.#pod.spec?.hostNetwork !== true) {
      this.#node.addresses.release(address)
    }
    this.#released = true
    this.#node.images.forget(this.#pod.metadata.uid)
    if (this.#stopped) this.#gone()
  }

  #after(ms: number, run: () => void): void {
    const cancel = this.#node.clock.after(ms, () => {
      this.#timers.delete(cancel)
      if (!this.#stopped) run()
    })
    this.#timers.add(cancel)
  }
}

/** After a restart of the program the containers begin anew and keep their count. */
function restartsBefore({ status }: Stored<Pod>, name: string): number {
  const all = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])]
  return all.find((container) => container.name === name)?.restartCount ?? 0
}
