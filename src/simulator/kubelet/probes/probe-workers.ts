import type { Container, Probe } from '../../api/schema/kubernetes-types.ts'
import type { Cancel, Clock } from '../../clock.ts'
import { attempt, type ProbeOutcome, type ProbeTarget } from './probe-attempt.ts'

export type ProbeKind = 'Startup' | 'Liveness' | 'Readiness'

/** What the probes of one run of a container say now. */
export interface ProbeResults {
  started(): boolean
  ready(): boolean
  stop(): void
}

export interface ProbeListener {
  /** The event that a probe makes. */
  readonly tell: (type: 'Warning', reason: 'Unhealthy' | 'ProbeWarning', message: string) => void
  /** `started` or `ready` changed. */
  readonly changed: () => void
  /** Liveness or startup failed `failureThreshold` times. */
  readonly failed: (kind: 'Startup' | 'Liveness') => void
  /** A bug: an error that no probe should end with. */
  readonly reportError: (error: unknown) => void
}

/**
 * One worker for each probe, from the container's start on (kubernetes `pkg/kubelet/prober/worker.go`): liveness and readiness wait for
 * startup; the first is made at once, or after `initialDelaySeconds`, then every `periodSeconds`.
 */
export function startProbes(
  container: Container,
  target: ProbeTarget,
  listener: ProbeListener,
): ProbeResults {
  const stops: (() => void)[] = []
  let started = container.startupProbe === undefined
  let ready = container.readinessProbe === undefined
  const since = target.clock.now()
  const begin = (kind: ProbeKind, probe: Probe | undefined, change: (up: boolean) => boolean) => {
    if (probe !== undefined) stops.push(work(kind, probe, target, since, listener, change))
  }
  const others = () => {
    begin('Liveness', container.livenessProbe, (up) => {
      if (!up) listener.failed('Liveness')
      return up
    })
    begin('Readiness', container.readinessProbe, (up) => {
      const changed = ready !== up
      ready = up
      if (changed) listener.changed()
      return true
    })
  }
  if (started) others()
  else {
    begin('Startup', container.startupProbe, (up) => {
      if (!up) listener.failed('Startup')
      else {
        started = true
        others()
        listener.changed()
      }
      return false
    })
  }
  return {
    started: () => started,
    ready: () => ready,
    stop: () => {
      for (const stop of stops.splice(0)) stop()
    },
  }
}

/** `change` is told each time a threshold is reached, and says whether the worker goes on. */
function work(
  kind: ProbeKind,
  probe: Probe,
  target: ProbeTarget,
  since: number,
  { tell, reportError }: ProbeListener,
  change: (up: boolean) => boolean,
): () => void {
  const { clock }: { clock: Clock } = target
  const periodMs = (probe.periodSeconds ?? 10) * 1000
  let cancel: Cancel = () => undefined
  let stopped = false
  let run: { up: boolean; times: number } | null = null
  const judge = (outcome: ProbeOutcome): boolean => {
    const up = outcome.kind === 'success' || outcome.kind === 'warning'
    const name = `${kind} probe`
    if (outcome.kind === 'failure') tell('Warning', 'Unhealthy', `${name} failed: ${outcome.output}`)
    if (outcome.kind === 'warning') tell('Warning', 'ProbeWarning', `${name} warning: ${outcome.output}`)
    if (outcome.kind === 'errored') {
      tell('Warning', 'Unhealthy', `${name} errored and resulted in unknown state: ${outcome.output}`)
    }
    run = run?.up === up ? { up, times: run.times + 1 } : { up, times: 1 }
    const threshold = up ? (probe.successThreshold ?? 1) : (probe.failureThreshold ?? 3)
    return run.times < threshold || change(up)
  }
  const next = (ms: number) => {
    cancel = clock.after(ms, () => {
      const madeAt = clock.now()
      attempt(probe, target).then((outcome) => {
        if (stopped) return
        if (judge(outcome) && !isStopped()) next(Math.max(0, periodMs - (clock.now() - madeAt)))
      }, reportError)
    })
  }
  const isStopped = () => stopped
  next(Math.max(0, since + (probe.initialDelaySeconds ?? 0) * 1000 - clock.now()))
  return () => {
    stopped = true
    cancel()
  }
}
