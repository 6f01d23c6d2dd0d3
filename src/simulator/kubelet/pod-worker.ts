import { timestamp, type Stored } from '../api/object.ts'
import { pods } from '../api/resource.ts'
import type { Container, Pod } from '../api/schema/kubernetes-types.ts'
import { StatusError } from '../api/status-error.ts'
import type { Cancel } from '../clock.ts'
import { sameStatus } from '../controllers/machinery/status-writer.ts'
import { decode } from '../containers/bytes.ts'
import { startErrorState, tryStart, type Sandbox, type StartOutcome } from './container-starter.ts'
import { crashBackOff } from './crash-back-off.ts'
import { runHook } from './hooks.ts'
import type { NodeContext } from './node-context.ts'
import { startProbes } from './probes/probe-workers.ts'
import { fieldPathOf, isStarted, slotOf, type Slot, type SlotKind } from './slot.ts'
import { isInitialized } from './status/conditions.ts'
import { podStatusOf, type PodFacts } from './status/pod-status.ts'
import { stopContainer } from './stop-container.ts'
import { mountVolumes } from './volumes/pod-volumes.ts'
import { VolumeError } from './volumes/volume-error.ts'

/** What the kubelet's own event loop takes to see that a container ended (PLEG's relist period), and to make a sandbox; ms. */
const relistMs = 1000
const sandboxMs = 200

/** Runs one Pod of a node, from its binding to its end. Everything goes through {@link sync}, which is asked for by what happens. */
export class PodWorker {
  readonly #node: NodeContext
  readonly #slots: Slot[] = []
  readonly #startedAt: number
  readonly #gone: () => void
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
      if (slot.run === null && slot.ended === null) this.#start(slot, sandbox)
    }
    const main = this.#slots.filter(({ kind }) => kind === 'main')
    const begun = main.some(({ run, ended, last }) => (run ?? ended ?? last) !== null)
    for (const slot of this.#slots.filter(({ kind }) => kind === 'init' || kind === 'sidecar')) {
      if (slot.kind === 'init' && (begun || slot.ended?.exitCode === 0)) continue
      if (slot.run === null) this.#startAgain(slot, sandbox)
      if (begun) continue
      if (slot.kind === 'init' || !isStarted(slot)) return
    }
    for (const slot of main) if (slot.run === null) this.#startAgain(slot, sandbox)
    this.#finishWhenDone(main)
  }

  /** When all main containers have ended for good, sidecars are no longer needed. */
  #finishWhenDone(main: readonly Slot[]): void {
    const done = main.every((slot) => slot.run === null && slot.ended !== null && !this.#restarts(slot))
    if (!done || !isInitialized(this.#slots)) return
    for (const slot of this.#slots)
      if (slot.run !== null && !slot.killing) void this.#stop(slot, this.#grace())
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
      this.#event(
        'Warning',
        'FailedMount',
        `MountVolume.SetUp failed for volume "${error.volume}" : ${error.message}`,
      )
      // goroutinemap's exponential back-off: 500 ms, doubled to 2 min 2 s.
      this.#after(Math.min(500 * 2 ** this.#mountFailures++, 122_000), () => this.ask())
    }
  }

  #restarts({ kind, ended, last }: Slot): boolean {
    const { restartPolicy = 'Always' } = this.#pod.spec ?? {}
    if (kind === 'ephemeral') return false
    if (kind === 'sidecar' || (restartPolicy === 'Always' && kind === 'main')) return true
    if (restartPolicy === 'Never') return false
    return (ended ?? last)?.exitCode !== 0
  }

  /** Starts a container that does not run: the first time at once, later after its back-off. */
  #startAgain(slot: Slot, sandbox: Sandbox): void {
    const now = this.#node.clock.now()
    if (slot.retryAt !== null && now < slot.retryAt) return
    const end = slot.ended ?? slot.last
    if (end === null || (slot.waiting !== null && slot.waiting.reason !== 'CrashLoopBackOff')) {
      this.#start(slot, sandbox)
      return
    }
    if (!this.#restarts(slot)) return
    const finishedAt = Date.parse(end.finishedAt ?? timestamp(now))
    const backOff = crashBackOff(slot.backOff, finishedAt, now)
    if (backOff.waitMs === 0) {
      slot.backOff = backOff.next
      slot.restarts += 1
      this.#start(slot, sandbox)
      return
    }
    const { namespace = '', name, uid } = this.#pod.metadata
    const container = slot.spec.name
    this.#event(
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${container} in pod ${name}_${namespace}(${uid})`,
      slot,
    )
    slot.last = end
    slot.ended = null
    slot.waiting = {
      message: `back-off ${goDuration(backOff.next.ms)} restarting failed container=${container} pod=${name}_${namespace}(${uid})`,
      reason: 'CrashLoopBackOff',
    }
    this.#retry(slot, Math.min(backOff.waitMs, 12_000))
  }

  #retry(slot: Slot, ms: number): void {
    slot.retryAt = this.#node.clock.now() + ms
    this.#after(ms, () => this.ask())
  }

  #start(slot: Slot, sandbox: Sandbox): void {
    if (slot.retryAt !== null && this.#node.clock.now() < slot.retryAt) return
    const outcome = tryStart(this.#node, this.#pod, slot, sandbox, (type, reason, message) =>
      this.#event(type, reason, message, slot),
    )
    if (outcome.kind === 'waiting') {
      if (slot.ended !== null) slot.last = slot.ended
      slot.ended = null
      slot.waiting = { message: outcome.message, reason: outcome.reason }
      this.#retry(slot, outcome.retryAfterMs)
      return
    }
    slot.last = slot.ended ?? slot.last
    slot.waiting = null
    slot.retryAt = null
    slot.image = outcome.image
    slot.ended = null
    slot.previousLog = slot.log
    if (outcome.kind === 'start-error') {
      slot.log = null
      slot.ended = startErrorState(outcome, this.#node.clock.now())
      this.#retry(slot, relistMs)
      return
    }
    this.#run(slot, sandbox, outcome)
  }

  #run(slot: Slot, sandbox: Sandbox, { run }: Extract<StartOutcome, { kind: 'running' }>): void {
    slot.run = run
    slot.log = run.log
    slot.killing = false
    const target = {
      clock: this.#node.clock,
      podIP: sandbox.address,
      container: slot.spec,
      run,
      connect: (address: string, port: number, timeoutMs: number) =>
        this.#node.sockets.connect(`node/${this.#node.name}`, address, port, timeoutMs),
    }
    const hook = slot.spec.lifecycle?.postStart
    if (hook !== undefined) {
      runHook(this.#node, slot, sandbox.address, hook).then((passed) => {
        if (passed || slot.run !== run) return
        this.#event('Warning', 'FailedPostStartHook', 'PostStartHook failed', slot)
        void this.#stop(slot, this.#grace(), 'FailedPostStartHook')
      }, this.#node.reportError)
    }
    slot.probes = startProbes(slot.spec, target, {
      tell: (type, reason, message) => this.#event(type, reason, message, slot),
      changed: () => this.ask(),
      failed: (kind) => {
        const { name } = slot.spec
        const probe = kind === 'Startup' ? slot.spec.startupProbe : slot.spec.livenessProbe
        const grace = probe?.terminationGracePeriodSeconds ?? this.#grace()
        void this.#stop(
          slot,
          grace,
          `Container ${name} failed ${kind.toLowerCase()} probe, will be restarted`,
        )
      },
      reportError: this.#node.reportError,
    })
    run.exit.then((code) => this.#ended(slot, code), this.#node.reportError)
  }

  #ended(slot: Slot, exitCode: number): void {
    const { run } = slot
    if (run === null || this.#stopped) return
    const now = this.#node.clock.now()
    const message = terminationMessage(slot, exitCode)
    slot.probes?.stop()
    slot.probes = null
    slot.run = null
    slot.killing = false
    slot.ended = {
      containerID: `containerd://${run.id}`,
      exitCode,
      finishedAt: timestamp(now),
      ...(message !== '' && { message }),
      reason: exitCode === 0 ? 'Completed' : 'Error',
      startedAt: timestamp(run.startedAt),
    }
    if (this.#restarts(slot)) this.#retry(slot, relistMs)
    this.ask()
  }

  #stop(slot: Slot, graceSeconds: number, message = `Stopping container ${slot.spec.name}`): Promise<void> {
    if (slot.run === null || slot.killing) return Promise.resolve()
    slot.killing = true
    slot.probes?.stop()
    this.#event('Normal', 'Killing', message, slot)
    return stopContainer(this.#node, slot, this.#sandbox?.address ?? '', graceSeconds, () => {
      this.#event('Warning', 'FailedPreStopHook', 'PreStopHook failed', slot)
    }).catch(this.#node.reportError)
  }

  #grace(): number {
    return (
      this.#pod.metadata.deletionGracePeriodSeconds ?? this.#pod.spec?.terminationGracePeriodSeconds ?? 30
    )
  }

  /** Main containers at once, then sidecars, the last first; then the Pod is removed. */
  #terminate(): void {
    this.#terminating = true
    const grace = this.#grace()
    const running = (...kinds: readonly SlotKind[]) =>
      this.#slots.filter(({ kind, run }) => run !== null && kinds.includes(kind))
    const all = async () => {
      await Promise.all(running('main', 'init', 'ephemeral').map((slot) => this.#stop(slot, grace)))
      for (const slot of running('sidecar').reverse()) await this.#stop(slot, grace)
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
    this.#event('Normal', 'DeadlineExceeded', message)
    this.#decided = { phase: 'Failed', reason: 'DeadlineExceeded', message }
    for (const slot of this.#slots) void this.#stop(slot, this.#grace())
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

  #event(type: 'Normal' | 'Warning', reason: string, message: string, slot?: Slot): void {
    this.#node.events.event(
      this.#pod,
      type,
      reason,
      message,
      slot === undefined ? undefined : fieldPathOf(slot),
    )
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

/** The termination log, or with `FallbackToLogsOnError` the end of the log of a run that failed. */
function terminationMessage({ spec, run, log }: Slot, exitCode: number): string {
  const bytes = run?.files.read(spec.terminationMessagePath ?? '/dev/termination-log') ?? new Uint8Array()
  if (bytes.length > 0) return decode(bytes).slice(0, 4096)
  const fallback = spec.terminationMessagePolicy === 'FallbackToLogsOnError' && exitCode !== 0
  return fallback ? (log?.tailText() ?? '') : ''
}

/** `10s`, `1m20s`, `5m0s`: Go's time.Duration. */
function goDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${String(seconds)}s` : `${String(Math.floor(seconds / 60))}m${String(seconds % 60)}s`
}
