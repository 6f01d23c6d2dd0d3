import { toErrorPayload } from '../../contract/errors.ts'
import type { Rating } from '../../contract/cards.ts'
import type { Session } from '../../contract/labs.ts'
import type { Clock } from '../../core/clock.ts'
import { activeMs, isActive, pauseActive, signOfLife } from '../../core/labs/active-time.ts'
import type { GoalResult } from '../../core/labs/checks/check-goals.ts'
import type { Cluster, ClusterEngine } from '../../core/labs/cluster-port.ts'
import { gradeLab } from '../../core/labs/grade-lab.ts'
import type { LabRun } from '../../core/labs/lab-run.ts'
import type { Lab } from '../../core/labs/lab.ts'
import { checkLab, glanceAtLab, goalsOf, setUpBroken } from '../../core/labs/run-lab.ts'
import type { LabSessionStore } from '../../core/labs/session-store.ts'
import { ClusterGoneError, WrongPhaseError } from '../../core/labs/session/session-errors.ts'
import { isFinished, withRequest, type SessionState } from '../../core/labs/session/session-state.ts'
import { sessionView } from '../../core/labs/session/session-view.ts'
import type { StudyService } from '../../core/study/study-service.ts'

export interface LabSessionDependencies {
  readonly engine: ClusterEngine
  readonly store: LabSessionStore
  readonly study: StudyService
  readonly clock: Clock
  /** Told after each change. */
  readonly onChanged: (session: LabSession) => void
  readonly onReviewed: () => void
  readonly log: (line: string) => void
}

/** How often the objectives are looked at while the learner works. */
const glanceMs = 12_000
const minuteMs = 60_000

/**
 * One learner's work on one lab. Every change is on disk before it is told; what takes long runs as one job at a time, which a
 * later process takes up again after this one was killed.
 */
export class LabSession {
  readonly lab: Lab
  readonly #deps: LabSessionDependencies
  #state: SessionState
  #progress: Session['progress'] = null
  #job: AbortController | null = null
  #glance: Promise<void> = Promise.resolve()
  #watching = false
  #cluster: Cluster | null = null
  readonly #closing = new AbortController()

  constructor(deps: LabSessionDependencies, lab: Lab, state: SessionState) {
    this.#deps = deps
    this.lab = lab
    this.#state = state
  }

  get id(): string {
    return this.#state.id
  }
  get engine(): ClusterEngine {
    return this.#deps.engine
  }
  get state(): SessionState {
    return this.#state
  }
  get busy(): boolean {
    return this.#job !== null
  }

  view(): Session {
    return sessionView(this.#state, this.lab, this.#deps.clock.now(), this.#progress)
  }

  /** Takes up what a killed process left: a start or reset begins again, a Check is forgotten. */
  resume(): void {
    const { phase } = this.#state
    if (phase === 'starting' || phase === 'resetting') this.#begin(phase)
    // Nothing else is asked while it checks, so the last act is the Check: asked for again, it is done again.
    else if (phase === 'checking')
      this.#update({ phase: 'ready', goals: {}, requests: this.#state.requests.slice(0, -1) })
    if (this.#state.phase === 'ready') void this.#watch()
  }

  /** Brings the cluster up and breaks it; answers at once. */
  start(): void {
    this.#update({})
    this.#begin('starting')
  }

  /** Brings the broken state back; the clock goes on. */
  reset(requestId: string): Session {
    if (this.#known(requestId)) return this.view()
    this.#expect('ready', 'failed')
    this.#update({ requests: withRequest(this.#state, requestId).requests, problem: null, goals: {} })
    this.#begin('resetting')
    return this.view()
  }

  /** Probes everything; answers when done. */
  async check(requestId: string): Promise<Session> {
    if (this.#known(requestId)) return this.view()
    this.#expect('ready')
    const job = this.#takeJob()
    const { clock } = this.#deps
    this.#update({
      ...withRequest(this.#state, requestId),
      phase: 'checking',
      time: pauseActive(signOfLife(this.#state.time, clock.now()), clock.now()),
      goals: Object.fromEntries(goalsOf({ lab: this.lab }).map(({ id }) => [id, { state: 'checking' }])),
    })
    try {
      // A glance under way would send look-ups of its own, which a count would count.
      await this.#glance
      if (this.#job !== job) throw new ClusterGoneError(this.lab.ticket)
      const run = await this.#run(job)
      const report = await checkLab(run, {
        tell: (result) => {
          this.#tellGoal(result)
        },
        progress: (step, fraction) => {
          this.#tellProgress(step, fraction)
        },
      })
      if (report.passed) this.#finish('passed')
      else {
        const failed = this.#state.failedChecks + 1
        this.#update({
          phase: 'ready',
          failedChecks: failed,
          time: signOfLife(this.#state.time, clock.now()),
        })
      }
    } catch (error) {
      if (error instanceof ClusterGoneError) throw error
      if (job.signal.aborted) return this.view()
      this.#update({ phase: 'ready', goals: {}, time: signOfLife(this.#state.time, clock.now()) })
      throw error
    } finally {
      this.#endJob(job)
    }
    return this.view()
  }

  hint(requestId: string): Session {
    if (this.#known(requestId)) return this.view()
    this.#expect('ready')
    const taken = this.#state.hintsTaken
    const next = this.lab.hints.findIndex((_, index) => !taken.includes(index))
    this.#act(requestId, next === -1 ? {} : { hintsTaken: [...taken, next] })
    return this.view()
  }

  diagnose(choice: string, requestId: string): Session {
    if (this.#known(requestId)) return this.view()
    this.#expect('ready')
    // The first answer is the one that counts.
    if (this.#state.diagnosis === null) this.#act(requestId, { diagnosis: choice })
    return this.view()
  }

  giveUp(requestId: string): Session {
    if (this.#known(requestId)) return this.view()
    this.#expect('ready')
    this.#act(requestId, {})
    this.#finish('gaveUp')
    return this.view()
  }

  overrule(rating: Rating, requestId: string): Session {
    const { result } = this.#state
    if (this.#known(requestId)) return this.view()
    if (result === null) throw new WrongPhaseError(this.lab.ticket, this.#state.phase)
    const { reviewId } = result
    const made = this.#deps.study.replaceLabReview({ reviewId, rating, requestId })
    this.#update({
      ...withRequest(this.#state, requestId),
      result: { ...result, ...made, rating, overruled: true },
    })
    this.#deps.onReviewed()
    return this.view()
  }

  /** Ends the session without a rating of its own; the cluster stays. */
  stop(): Session {
    this.#closing.abort()
    this.#job?.abort()
    const { clock } = this.#deps
    this.#update({ phase: 'stopped', time: pauseActive(this.#state.time, clock.now()) })
    return this.view()
  }

  /** This process lets go; the session stays open for the next one. */
  close(): void {
    this.#closing.abort()
    this.#job?.abort()
  }

  /** The learner is at work. */
  alive(): void {
    const { clock } = this.#deps
    if (this.#state.phase !== 'ready') return
    this.#state = { ...this.#state, time: signOfLife(this.#state.time, clock.now()) }
    // Saved with the next change at the latest; a kill costs a minute at most.
    if (clock.now() - this.#savedAt > minuteMs / 4) this.#update({})
  }

  /**
   * The cluster that the lab was set up on, whatever became of its health. Rejects when it cannot be had; with
   * `lab.cluster-gone` when it is not there any more, and then the lab is set up again on another.
   */
  async cluster(): Promise<Cluster> {
    this.#cluster ??= await this.#join()
    return this.#cluster
  }

  async #join(): Promise<Cluster> {
    const cluster = await this.#deps.engine.join(this.#closing.signal)
    const { cluster: known, phase } = this.#state
    if (cluster !== null && (known === null || known === cluster.id)) return cluster
    if (phase === 'ready' || phase === 'checking') this.#begin('resetting')
    throw new ClusterGoneError(this.lab.ticket)
  }

  #savedAt = 0

  #begin(phase: 'starting' | 'resetting'): void {
    const job = this.#takeJob()
    this.#update({ phase, problem: null, time: pauseActive(this.#state.time, this.#deps.clock.now()) })
    void this.#setUp(job)
  }

  async #setUp(job: AbortController): Promise<void> {
    const { clock, log } = this.#deps
    try {
      const half = this.#state.phase === 'starting' ? 0.5 : 0
      this.#cluster = await this.#deps.engine.open((step, fraction) => {
        this.#tellProgress(step, fraction === null ? null : fraction * half)
      }, job.signal)
      const run = await this.#run(job)
      await setUpBroken(run, (step, fraction) => {
        this.#tellProgress(step, fraction === null ? null : half + fraction * (1 - half))
      })
      const time = signOfLife(this.#state.time, clock.now())
      this.#update({ phase: 'ready', cluster: this.#cluster.id, goals: {}, time })
      void this.#watch()
    } catch (error) {
      if (job.signal.aborted) return
      log(`${this.lab.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      const { code, message, remedy } = toErrorPayload(error)
      this.#update({ phase: 'failed', problem: { code, message, remedy } })
    } finally {
      this.#endJob(job)
    }
  }

  /** Looks at the objectives every now and then while the learner is at work and nothing else runs. */
  async #watch(): Promise<void> {
    if (this.#watching) return
    this.#watching = true
    const { clock } = this.#deps
    const { signal } = this.#closing
    while (!signal.aborted && this.#state.phase !== 'passed' && this.#state.phase !== 'gaveUp') {
      if (this.#state.phase === 'ready' && this.#job === null && isActive(this.#state.time, clock.now())) {
        this.#glance = this.#look()
        await this.#glance
      }
      await clock.sleep(glanceMs, signal).catch(() => undefined)
    }
  }

  async #look(): Promise<void> {
    try {
      const run = await this.#run(this.#closing)
      await glanceAtLab(run, (result) => {
        if (this.#state.phase === 'ready' && this.#job === null) this.#tellGoal(result)
      })
    } catch (error) {
      if (this.#closing.signal.aborted) return
      this.#deps.log(
        `${this.lab.id}: a glance failed: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }

  async #run(job: AbortController): Promise<LabRun> {
    return {
      lab: this.lab,
      cluster: await this.cluster(),
      variables: this.#state.variables,
      clock: this.#deps.clock,
      cancel: job.signal,
    }
  }

  /** Grades the lab and records the review; both are on disk before anybody hears of it. */
  #finish(phase: 'passed' | 'gaveUp'): void {
    const { clock, study } = this.#deps
    const { lab } = this
    const time = pauseActive(this.#state.time, clock.now())
    const worked = activeMs(time, clock.now())
    const { rating, reason } = gradeLab({
      solved: phase === 'passed',
      activeMs: worked,
      targetMs: lab.minutes * minuteMs,
      failedChecks: this.#state.failedChecks,
      costlyHints: this.#state.hintsTaken.filter((index) => lab.hints[index]?.cost !== 'none').length,
      wrongDiagnosis:
        lab.diagnosis !== undefined &&
        this.#state.diagnosis !== null &&
        this.#state.diagnosis !== lab.diagnosis.answer,
    })
    const choices = study.previewLabChoices(lab.id)
    // The session's id names the act: should this process die before the session is saved, it is not graded twice.
    const { reviewId, dueAt } = study.recordLabReview({
      labId: lab.id,
      rating,
      durationMs: worked,
      requestId: `lab-${this.id}`,
    })
    this.#update({ phase, time, result: { rating, reason, overruled: false, reviewId, dueAt, choices } })
    this.#deps.onReviewed()
  }

  #act(requestId: string, changes: Partial<SessionState>): void {
    const now = this.#deps.clock.now()
    this.#update({
      ...withRequest(this.#state, requestId),
      time: signOfLife(this.#state.time, now),
      ...changes,
    })
  }

  #known(requestId: string): boolean {
    return this.#state.requests.includes(requestId)
  }

  #expect(...phases: readonly SessionState['phase'][]): void {
    if (!phases.includes(this.#state.phase)) throw new WrongPhaseError(this.lab.ticket, this.#state.phase)
  }

  #takeJob(): AbortController {
    this.#job?.abort()
    const job = new AbortController()
    this.#job = job
    return job
  }

  #endJob(job: AbortController): void {
    if (this.#job !== job) return
    this.#job = null
    this.#progress = null
    this.#deps.onChanged(this)
  }

  #tellGoal({ id, ok, observed }: GoalResult): void {
    const goals = {
      ...this.#state.goals,
      [id]: { state: ok ? ('met' as const) : ('unmet' as const), observed },
    }
    this.#state = { ...this.#state, goals }
    this.#deps.onChanged(this)
  }

  #tellProgress(step: string, fraction: number | null): void {
    this.#progress = { step, fraction }
    this.#deps.onChanged(this)
  }

  #update(changes: Partial<SessionState>): void {
    const { store, clock } = this.#deps
    this.#state = { ...this.#state, ...changes }
    if (isFinished(this.#state)) this.#progress = null
    const { id, labId, engine, phase, startedAt } = this.#state
    this.#savedAt = clock.now()
    store.save({
      id,
      labId,
      engine,
      phase,
      state: JSON.stringify(this.#state),
      startedAt,
      updatedAt: this.#savedAt,
    })
    this.#deps.onChanged(this)
  }
}
