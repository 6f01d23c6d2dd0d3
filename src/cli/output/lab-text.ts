import type { Session, VerifyReport } from '../../contract/labs.ts'

const marks = { met: '✓', unmet: '✗', checking: '…', unknown: '·' } as const
const ratings = ['', 'Again', 'Hard', 'Good', 'Easy']

/** A session for a person: its ticket, its objectives and what comes next. */
export function sessionLines(session: Session): string[] {
  const { ticket, title, engine, phase, briefing, objectives, hints, result } = session
  const taken = hints.flatMap(({ index, text }) =>
    text === null ? [] : [`Hint ${index + 1}: ${text.trim()}`],
  )
  return [
    `${ticket}  ${title}  (${engine}, ${phase})`,
    '',
    ...(phase === 'ready' && session.failedChecks === 0 ? [briefing.trim(), ''] : []),
    ...objectives.flatMap(({ state, text, observed }) => [
      `${marks[state]} ${text}`,
      ...(state === 'unmet' && observed !== undefined ? [`    ${observed}`] : []),
    ]),
    ...(taken.length === 0 ? [] : ['', ...taken]),
    ...(result === null
      ? []
      : [
          '',
          `${ratings[result.rating] ?? ''}: ${result.reason} Next on ${new Date(result.dueAt).toLocaleDateString()}.`,
        ]),
  ]
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
