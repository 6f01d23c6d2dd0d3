import { agreementOf, type ClassAgreement, type Judgement } from './judgement.ts'

function percent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`
}

function shareOf({ lines, agreeing }: ClassAgreement): number {
  return lines === 0 ? 1 : agreeing / lines
}

/** A Markdown table: what agrees, by class of command, and over all. */
export function agreementTable({ classes }: Judgement): string[] {
  const names = [...classes.keys()].sort()
  const sum = { steps: 0, lines: 0, agreeing: 0 }
  const rows = names.flatMap((name) => {
    const one = classes.get(name)
    if (one === undefined) return []
    sum.steps += one.steps
    sum.lines += one.lines
    sum.agreeing += one.agreeing
    return [[name, String(one.steps), String(one.lines), String(one.agreeing), percent(shareOf(one))]]
  })
  const total = [
    'all',
    String(sum.steps),
    String(sum.lines),
    String(sum.agreeing),
    percent(agreementOf(classes)),
  ]
  const table = [['class', 'commands', 'lines', 'agree', 'share'], ...rows, total]
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length))) ?? []
  const line = (row: string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(table[0] ?? []), rule, ...table.slice(1).map(line)]
}

/** What fails, as a difference that a person can read: `-` was recorded, `+` is what the cluster said now. */
export function failureLines({ failures, stale }: Judgement): string[] {
  const lines: string[] = []
  let heading = ''
  for (const { scenario, difference } of failures) {
    const next = `${scenario}: ${difference.command}`
    if (next !== heading) lines.push('', next)
    heading = next
    lines.push(`  ${difference.side === 'recorded' ? '-' : '+'} ${difference.line}`)
  }
  const unneeded = stale.map(
    ({ scenario, step, recorded, replayed }) => `${scenario}: ${step}: ${recorded ?? replayed ?? ''}`,
  )
  return unneeded.length === 0 ? lines : [...lines, '', 'disagreements.yaml: no longer needed:', ...unneeded]
}
