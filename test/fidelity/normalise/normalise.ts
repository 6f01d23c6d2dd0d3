import { machineColumns, withoutMachine } from './machine.ts'
import { inOrderOfContent, withCausesInOrder, withConditionsInOrder, withListsInOrder } from './order.ts'
import { Placeholders } from './placeholders.ts'
import { withoutTriggerTime } from './trigger-time.ts'
import { withPlaceholders, type Surroundings } from './rules.ts'
import { blocksOf, type Block } from './tables.ts'

/** Columns whose cells are ages, whole or in brackets. */
const ageColumns = new Set(['AGE', 'Age', 'LAST SEEN', 'FIRST SEEN', 'DURATION', 'LAST SCHEDULE', 'RESTARTS'])
const duration = /(?<![\w.])(?:\d+y)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+(?:\.\d+)?m?s)?(?![\w.])/g

const certificate = / *-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** A cell without ages; how often an event was seen in which time goes with them. */
function withoutAges(text: string): string {
  return text
    .replace('<invalid>', '<age>')
    .replace(/ \(x\d+ over \S+\)/, '')
    .replace(duration, (age) => (age === '' ? '' : '<age>'))
}

/** A cell without what only the moment or the machine decides. */
function withoutPassingCell(heading: string, cell: string): string {
  if (machineColumns.has(heading)) return '<machine>'
  if (heading === 'COUNT') return '<count>'
  return ageColumns.has(heading) ? withoutAges(cell) : cell
}

/** Ages outside tables with headings: `--no-headers`, lines of `describe`, cells of tables in JSON. */
function withoutLooseAges(line: string): string {
  return line
    .replace(/^( *(?:Duration|Age|AGE):\s+)\S+$/, '$1<age>')
    .replace(/ {3,}(\d+[smhdy])+$/, '  <age>')
    .replace(/^( +)"(?:\d+[smhdy])+"(,?)$/, '$1"<age>"$2')
    .replace(/\(\S+ ago\)/g, '(<age> ago)')
}

/** Leading spaces say what a line belongs to; runs of spaces inside it are alignment. */
function withoutAlignment(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? ''
  return indent + line.slice(indent.length).trimEnd().replace(/ {2,}/g, '  ').replace(/\t+/g, '  ')
}

/** Normalises the outputs of one script's steps, in their order: numbers go on from one to the next. */
export type Normaliser = (output: string) => string[]

/**
 * Makes the normaliser of one run of a script. What a cluster makes up (names, uids, ages, addresses, versions…)
 * becomes a placeholder numbered by first appearance in the run, so that what was the same stays the same.
 * @returns for an output of a command, its normalised lines
 */
export function normaliser(around: Surroundings): Normaliser {
  const { name, peek } = new Placeholders()
  const finish = (line: string): string =>
    withListsInOrder(withPlaceholders(withoutAlignment(line), name, around))
  const finishBlock = (block: Block): string[] => {
    if ('lines' in block) {
      const lines = block.lines.map(withoutLooseAges)
      return inOrderOfContent(lines, (line) => line, peek, around).map(finish)
    }
    const { header } = block
    const rows = block.rows.map((row) =>
      row.map((cell, index) => withoutPassingCell(header[index] ?? '', cell)),
    )
    const events = header.includes('LAST SEEN')
    const ordered = inOrderOfContent(rows, (row) => row.join('  '), peek, around, events)
    return [header, ...ordered].map((row) => finish(row.join('  ')))
  }
  return (output) => {
    if (output === '') return []
    const whole = withCausesInOrder(
      withConditionsInOrder(withoutTriggerTime(withoutMachine(output))),
    ).replace(certificate, '<certificate>')
    return blocksOf(whole.replace(/\n$/, '').replaceAll('\r', '').split('\n')).flatMap(finishBlock)
  }
}
