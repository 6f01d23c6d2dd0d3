import { timestamp, type Stored } from '../api/object.ts'
import type { Pod } from '../api/schema/kubernetes-types.ts'
import { decode } from '../containers/bytes.ts'
import { startErrorState, tryStart, type Sandbox, type StartOutcome } from './container-starter.ts'
import { crashBackOff } from './crash-back-off.ts'
import { runHook } from './hooks.ts'
import type { NodeContext } from './node-context.ts'
import { startProbes } from './probes/probe-workers.ts'
import { fieldPathOf, type Slot } from './slot.ts'
import { stopContainer } from './stop-container.ts'

/** What the kubelet's own event loop takes to see that a container ended: PLEG's relist period; ms. */
export const relistMs = 1000

/** What the containers of a Pod need of it. */
export interface PodHost {
  readonly pod: () => Stored<Pod>
  /** Null before there is a sandbox. */
  readonly address: () => string | null
  readonly stopped: () => boolean
  readonly ask: () => void
  readonly after: (ms: number, run: () => void) => void
}

/** Starts, restarts and ends the containers of one Pod; what happens to them is kept in their slots. */
export class ContainerRunner {
  readonly #node: NodeContext
  readonly #host: PodHost

  constructor(node: NodeContext, host: PodHost) {
    this.#node = node
    this.#host = host
  }

  /** Whether a container that ended runs again, by the Pod's and its own restart policy. */
  restarts({ kind, ended, last }: Slot): boolean {
    const { restartPolicy = 'Always' } = this.#host.pod().spec ?? {}
    if (kind === 'ephemeral') return false
    if (kind === 'sidecar' || (restartPolicy === 'Always' && kind === 'main')) return true
    if (restartPolicy === 'Never') return false
    return (ended ?? last)?.exitCode !== 0
  }

  /** Seconds that a container has to end. */
  grace(): number {
    return (
      this.#host.pod().metadata.deletionGracePeriodSeconds ??
      this.#host.pod().spec?.terminationGracePeriodSeconds ??
      30
    )
  }

  /** Starts a container that does not run: the first time at once, later after its back-off. */
  startAgain(slot: Slot, sandbox: Sandbox): void {
    const now = this.#node.clock.now()
    if (slot.retryAt !== null && now < slot.retryAt) return
    const end = slot.ended ?? slot.last
    if (end === null || (slot.waiting !== null && slot.waiting.reason !== 'CrashLoopBackOff')) {
      this.start(slot, sandbox)
      return
    }
    if (!this.restarts(slot)) return
    const finishedAt = Date.parse(end.finishedAt ?? timestamp(now))
    const backOff = crashBackOff(slot.backOff, finishedAt, now)
    if (backOff.waitMs === 0) {
      slot.backOff = backOff.next
      slot.restarts += 1
      this.start(slot, sandbox)
      return
    }
    const { namespace = '', name, uid } = this.#host.pod().metadata
    const container = slot.spec.name
    this.event(
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

  /** Starts a container, or says why it waits. */
  start(slot: Slot, sandbox: Sandbox): void {
    if (slot.retryAt !== null && this.#node.clock.now() < slot.retryAt) return
    const outcome = tryStart(this.#node, this.#host.pod(), slot, sandbox, (type, reason, message) =>
      this.event(type, reason, message, slot),
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

  /** Ends a container's run; resolves when it has ended. */
  stop(slot: Slot, graceSeconds: number, message = `Stopping container ${slot.spec.name}`): Promise<void> {
    if (slot.run === null || slot.killing) return Promise.resolve()
    slot.killing = true
    slot.probes?.stop()
    this.event('Normal', 'Killing', message, slot)
    return stopContainer(this.#node, slot, this.#host.address() ?? '', graceSeconds, () => {
      this.event('Warning', 'FailedPreStopHook', 'PreStopHook failed', slot)
    }).catch(this.#node.reportError)
  }

  /** Writes an event about the Pod, or about one of its containers. */
  event(type: 'Normal' | 'Warning', reason: string, message: string, slot?: Slot): void {
    this.#node.events.event(
      this.#host.pod(),
      type,
      reason,
      message,
      slot === undefined ? undefined : fieldPathOf(slot),
    )
  }

  #retry(slot: Slot, ms: number): void {
    slot.retryAt = this.#node.clock.now() + ms
    this.#host.after(ms, () => this.#host.ask())
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
        this.event('Warning', 'FailedPostStartHook', 'PostStartHook failed', slot)
        void this.stop(slot, this.grace(), 'FailedPostStartHook')
      }, this.#node.reportError)
    }
    slot.probes = startProbes(slot.spec, target, {
      tell: (type, reason, message) => this.event(type, reason, message, slot),
      changed: () => this.#host.ask(),
      failed: (kind) => {
        const { name } = slot.spec
        const probe = kind === 'Startup' ? slot.spec.startupProbe : slot.spec.livenessProbe
        const grace = probe?.terminationGracePeriodSeconds ?? this.grace()
        void this.stop(slot, grace, `Container ${name} failed ${kind.toLowerCase()} probe, will be restarted`)
      },
      reportError: this.#node.reportError,
    })
    run.exit.then((code) => this.#ended(slot, code), this.#node.reportError)
  }

  #ended(slot: Slot, exitCode: number): void {
    const { run } = slot
    if (run === null || this.#host.stopped()) return
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
    if (this.restarts(slot)) this.#retry(slot, relistMs)
    this.#host.ask()
  }
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
