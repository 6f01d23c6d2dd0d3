import type { AppEvent, Handlers } from '../../contract/contract.ts'
import type { EngineId, LabSummary, Session } from '../../contract/labs.ts'
import type { Clock } from '../../core/clock.ts'
import type { ClusterEngine } from '../../core/labs/cluster-port.ts'
import { requireLab, type Lab, type LabCatalog } from '../../core/labs/lab.ts'
import type { LabSessionStore } from '../../core/labs/session-store.ts'
import {
  AnotherLabOpenError,
  EngineNotOfferedError,
  NotFinishedError,
  SessionNotFoundError,
} from '../../core/labs/session/session-errors.ts'
import { isFinished, newSessionState, sessionStateSchema } from '../../core/labs/session/session-state.ts'
import { debriefView } from '../../core/labs/session/session-view.ts'
import { defaultVariables } from '../../core/labs/variables.ts'
import type { StudyService } from '../../core/study/study-service.ts'
import { engineStatus } from '../clusters/cluster-handlers.ts'
import { LabSession } from './lab-session.ts'

type LabCallName = Extract<keyof Handlers, `lab.${string}`>

export interface LabSessionsDependencies {
  readonly labs: LabCatalog
  readonly topicTitle: (topic: string) => string
  /** A card's question on one line, null when there is no such card. */
  readonly promptOf: (cardId: string) => string | null
  readonly engines: readonly ClusterEngine[]
  readonly store: LabSessionStore
  readonly study: StudyService
  readonly clock: Clock
  readonly newId: () => string
  readonly emit: (event: AppEvent) => void
  readonly onWorkChanged: () => void
  /** Ends the terminals of a session. */
  readonly closeTerminals: (session: string) => Promise<void>
  readonly log: (line: string) => void
}

/** The open lab sessions of a data folder, and the calls about labs. */
export class LabSessions {
  readonly #deps: LabSessionsDependencies
  readonly #open = new Map<string, LabSession>()
  readonly handlers: Handlers<LabCallName>

  constructor(deps: LabSessionsDependencies) {
    this.#deps = deps
    this.handlers = this.#makeHandlers()
  }

  /** Takes up the sessions that an earlier process left open. */
  resume(): void {
    for (const stored of this.#deps.store.listOpen()) {
      const lab = this.#deps.labs.find(stored.labId)
      const engine = this.#deps.engines.find(({ id }) => id === stored.engine)
      const state = sessionStateSchema.safeParse(JSON.parse(stored.state))
      if (lab === null || engine === undefined || !state.success) {
        // The content or the engine is gone, or another version wrote it: nothing can be done with it here.
        this.#deps.log(`session ${stored.id} of ${stored.labId} cannot be taken up`)
        continue
      }
      const session = this.#session(lab, engine, state.data)
      session.resume()
    }
  }

  get(id: string): LabSession {
    const session = this.#open.get(id)
    if (session === undefined) throw new SessionNotFoundError(id)
    return session
  }

  /** Something that must not end with the last door. */
  isBusy(): boolean {
    return [...this.#open.values()].some(({ busy }) => busy)
  }

  /** Stops every session on an engine, before its cluster goes. */
  async stopOn(engine: EngineId): Promise<void> {
    for (const session of [...this.#open.values()]) {
      if (session.engine.id === engine) await this.#stop(session)
    }
  }

  close(): void {
    for (const session of this.#open.values()) session.close()
  }

  #makeHandlers(): Handlers<LabCallName> {
    const { labs, engines, promptOf } = this.#deps
    const act =
      <I extends { readonly session: string }>(
        does: (session: LabSession, input: I) => Session | Promise<Session>,
      ) =>
      async (input: I): Promise<Session> =>
        does(this.get(input.session), input)
    return {
      'lab.list': async () => ({ labs: labs.labs.map((lab) => this.#summary(lab)) }),
      'lab.get': async ({ lab: name }) => {
        const lab = requireLab(labs, name)
        const offered = engines.filter(({ id }) => lab.engines.includes(id))
        const { signal } = new AbortController()
        return {
          ...this.#summary(lab),
          briefing: fillDefaults(lab),
          engineStatus: await Promise.all(offered.map((engine) => engineStatus(engine, signal))),
        }
      },
      'lab.start': async ({ lab, engine }) => this.#start(requireLab(labs, lab), engine),
      'lab.sessions': async () => ({
        sessions: [...this.#open.values()].map((session) => session.view()),
      }),
      'lab.session': async ({ session }) => this.get(session).view(),
      'lab.check': act((session, { requestId }) => session.check(requestId)),
      'lab.hint': act((session, { requestId }) => session.hint(requestId)),
      'lab.diagnose': act((session, { choice, requestId }) => session.diagnose(choice, requestId)),
      'lab.reset': act((session, { requestId }) => session.reset(requestId)),
      'lab.giveUp': act((session, { requestId }) => session.giveUp(requestId)),
      'lab.overrule': act((session, { rating, requestId }) => session.overrule(rating, requestId)),
      'lab.stop': act((session) => this.#stop(session)),
      'lab.debrief': async ({ session: id }) => {
        const session = this.get(id)
        if (session.state.result === null) throw new NotFinishedError(session.lab.ticket)
        return debriefView(session.lab, session.state.variables, promptOf)
      },
      'lab.activity': async ({ session }) => {
        this.#open.get(session)?.alive()
        return {}
      },
    }
  }

  async #start(lab: Lab, wanted: EngineId | undefined): Promise<Session> {
    const { engines, study, clock, newId } = this.#deps
    const preferred = study.settings().defaultEngine
    const id = wanted ?? (lab.engines.includes(preferred) ? preferred : lab.engines[0])
    const engine = engines.find((candidate) => candidate.id === id)
    if (engine === undefined || !lab.engines.includes(engine.id)) {
      const offered = lab.engines.filter((name) => engines.some((each) => each.id === name))
      throw new EngineNotOfferedError(lab.ticket, id ?? 'any engine', offered)
    }
    const here = [...this.#open.values()].filter((session) => session.engine.id === engine.id)
    const same = here.find((session) => session.lab.id === lab.id && !isFinished(session.state))
    if (same !== undefined) return same.view()
    const other = here.find((session) => !isFinished(session.state))
    if (other !== undefined) throw new AnotherLabOpenError(other.lab.ticket, engine.id)
    for (const finished of here) await this.#stop(finished)
    const state = newSessionState({
      id: newId(),
      labId: lab.id,
      engine: engine.id,
      variables: defaultVariables(lab),
      startedAt: clock.now(),
    })
    const session = this.#session(lab, engine, state)
    session.start()
    return session.view()
  }

  async #stop(session: LabSession): Promise<Session> {
    const view = session.stop()
    this.#open.delete(session.id)
    await this.#deps.closeTerminals(session.id)
    this.#deps.onWorkChanged()
    return view
  }

  #session(lab: Lab, engine: ClusterEngine, state: ConstructorParameters<typeof LabSession>[2]): LabSession {
    const { store, study, clock, emit, onWorkChanged, log } = this.#deps
    const session = new LabSession(
      {
        engine,
        store,
        study,
        clock,
        log,
        onChanged: (changed) => {
          emit({ event: 'lab.changed', session: changed.view() })
          onWorkChanged()
        },
        onReviewed: () => {
          emit({ event: 'study.changed' })
        },
      },
      lab,
      state,
    )
    this.#open.set(session.id, session)
    return session
  }

  #summary(lab: Lab): LabSummary {
    const { study, topicTitle, engines } = this.#deps
    const { dueAt, attempts, solved } = study.labStanding(lab.id)
    const open = [...this.#open.values()].some(
      (session) => session.lab.id === lab.id && !isFinished(session.state),
    )
    return {
      ticket: lab.ticket,
      title: lab.title,
      topic: lab.topic,
      topicTitle: topicTitle(lab.topic),
      difficulty: lab.difficulty,
      minutes: lab.minutes,
      engines: lab.engines.filter((id) => engines.some((engine) => engine.id === id)),
      status: open ? 'open' : solved ? 'solved' : attempts > 0 ? 'gaveUp' : 'unseen',
      dueAt,
      attempts,
    }
  }
}

function fillDefaults(lab: Lab): string {
  const variables = defaultVariables(lab)
  return lab.briefing.replaceAll(/\$\{([^}:]+)\}/g, (whole, key: string) => variables[key] ?? whole)
}
