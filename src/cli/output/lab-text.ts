import type { Session, VerifyReport } from '../../contract/labs.ts'

const marks = { met: '✓', unmet: '✗', checking: '…', unknown: '·' } as const
const ratings = ['', 'Again', 'Hard', 'Good', 'Easy']

/** A session for a person: its ticket, its objectives and what comes next. */
export function sessionLines(session: Session): string[] {
  const { ticket, title, engine, phase, problem, briefing, objectives, hints, result } = session
  const next = phase === 'ready' ? hints.find(({ text }) => text === null) : undefined
  const taken = hints.flatMap(({ index, text }) =>
    text === null ? [] : [`Hint ${index + 1}: ${text.trim()}`],
  )
  return [
    `${ticket}  ${title}  (${engine}, ${phase}; ${clock(session.activeMs)} of ${clock(session.targetMs)} at work)`,
    ...(problem === null ? [] : [`${problem.message} ${problem.remedy}`]),
    '',
    ...(phase === 'ready' && session.failedChecks === 0 ? [briefing.trim(), ''] : []),
    ...objectives.flatMap(({ state, text, observed }) => [
      `${marks[state]} ${text}`,
      ...(state === 'unmet' && observed !== undefined ? [`    ${observed}`] : []),
    ]),
    ...(taken.length === 0 ? [] : ['', ...taken]),
    ...(next === undefined
      ? []
      : ['', `Hint ${next.index + 1} of ${hints.length} is left (\`kubedrill lab hint\`): ${next.cost}.`]),
    ...(result === null
      ? []
      : [
          '',
          `${ratings[result.rating] ?? ''}: ${result.reason} Next on ${new Date(result.dueAt).toLocaleDateString()}.`,
        ]),
  ]
}

/** Minutes and seconds, as 7:05. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** What was proven, one line for each step. */
export function verifyLines({ reports }: { readonly reports: readonly VerifyReport[] }): string[] {
  return reports.flatMap(({ lab, engine, kubernetes, proven, steps }) => [
    `${proven ? 'proven' : 'NOT PROVEN'}  ${lab}  on ${engine}, Kubernetes ${kubernetes}`,
    ...steps.flatMap(({ name, ok, durationMs, failed }) => [
      `  ${ok ? '✓' : '✗'} ${name} (${(durationMs / 1000).toFixed(0)} s)`,
      ...(ok ? [] : failed.map(({ id, observed }) => `      ${id}: ${observed}`)),
    ]),
  ])
}
