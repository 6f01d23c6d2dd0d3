import type { Debrief, Session } from '../../../contract/labs.ts'
import { activeMs, isActive } from '../active-time.ts'
import type { Lab } from '../lab.ts'
import { goalsOf } from '../run-lab.ts'
import type { SessionState } from './session-state.ts'

const minuteMs = 60_000

/** A session as doors see it: nothing in it names the cause. `progress` is what happens at this moment. */
export function sessionView(
  state: SessionState,
  lab: Lab,
  now: number,
  progress: Session['progress'],
): Session {
  const finished = state.result !== null
  return {
    id: state.id,
    ticket: lab.ticket,
    title: lab.title,
    topic: lab.topic,
    engine: state.engine,
    phase: state.phase,
    progress,
    problem: state.problem,
    briefing: fillNames(lab.briefing, state.variables),
    objectives: goalsOf({ lab }).map(({ id, text }) => ({
      id,
      text: fillNames(text, state.variables),
      state: state.goals[id]?.state ?? 'unknown',
      ...(state.goals[id]?.observed === undefined ? {} : { observed: state.goals[id].observed }),
    })),
    hints: lab.hints.map(({ text, cost }, index) => ({
      index,
      cost: cost === 'none' ? 'free' : 'at most Hard',
      text: state.hintsTaken.includes(index) || finished ? fillNames(text, state.variables) : null,
    })),
    diagnosis:
      lab.diagnosis === undefined
        ? null
        : {
            question: lab.diagnosis.question,
            choices: lab.diagnosis.choices,
            answered: state.diagnosis,
          },
    namespaces: Object.keys(lab.namespaces).map((key) => state.variables[key] ?? key),
    startedAt: state.startedAt,
    activeMs: activeMs(state.time, now),
    active: isActive(state.time, now),
    targetMs: lab.minutes * minuteMs,
    failedChecks: state.failedChecks,
    result: state.result,
  }
}

/** What a finished lab tells: the cause, its evidence, and how others repaired it. */
export function debriefView(
  lab: Lab,
  variables: SessionState['variables'],
  promptOf: (cardId: string) => string | null,
): Debrief {
  const { cause, evidence, commands } = lab.debrief
  return {
    labId: lab.id,
    cause: fillNames(cause, variables),
    evidence: fillNames(evidence, variables),
    commands,
    solutions: lab.solutions.map(({ title, body }) => ({ title, body: fillNames(body, variables) })),
    cards: lab.cards.flatMap((id) => {
      const prompt = promptOf(id)
      return prompt === null ? [] : [{ id, prompt }]
    }),
  }
}

/** Namespaces' names in a text for the learner; other variables never stand in one. */
function fillNames(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{([^}:]+)\}/g, (whole, key: string) => variables[key] ?? whole)
}
