import { masking, numbering, type Naming } from './placeholders.ts'
import { withPlaceholders, type Surroundings } from './rules.ts'
import { blocksOf } from './tables.ts'

/** Columns whose cells are ages, whole or in brackets. */
const ageColumns = new Set(['AGE', 'Age', 'LAST SEEN', 'FIRST SEEN', 'DURATION', 'LAST SCHEDULE', 'RESTARTS'])
const duration = /(?<![\w.])(?:\d+y)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+(?:\.\d+)?m?s)?(?![\w.])/g

function withoutAges(text: string): string {
  return text.replace('<invalid>', '<age>').replace(duration, (age) => (age === '' ? '' : '<age>'))
}

/**
 * Rows of one owner come in the order of names that nobody chose, and events in that of milliseconds: bring them in
 * the order of what they say.
 */
function inOrderOfContent(header: string[], rows: string[][], around: Surroundings): string[][] {
  const events = header.includes('LAST SEEN')
  const keyed = rows.map((row) => {
    const name = withPlaceholders(row.join('  '), masking, around)
    const generated = /^\S*(?:  \S*)?<(?:suffix|hash|event|schedule)>/.test(name)
    return { row, owner: events ? '' : generated ? (name.split('  ')[0] ?? '') : null, text: name }
  })
  const ordered: typeof keyed = []
  for (const one of keyed) {
    let place = ordered.length
    while (place > 0) {
      const before = ordered[place - 1]
      if (
        before === undefined ||
        before.owner === null ||
        before.owner !== one.owner ||
        before.text <= one.text
      )
        break
      place -= 1
    }
    ordered.splice(place, 0, one)
  }
  return ordered.map(({ row }) => row)
}

/** Addresses of one list have no order that a cluster promises: bring them in the order of their numbers. */
function withListsInOrder(line: string): string {
  const item = String.raw`<(?:pod-ip)-\d+>(?::\d+)?`
  return line.replace(new RegExp(`${item}(?:, ?${item})+`, 'g'), (list) => {
    const separator = list.includes(', ') ? ', ' : ','
    const number = (text: string): number => Number(/-(\d+)>/.exec(text)?.[1] ?? 0)
    return list
      .split(separator)
      .sort((a, b) => number(a) - number(b))
      .join(separator)
  })
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
  const naming: Naming = numbering()
  const finish = (line: string): string =>
    withListsInOrder(withPlaceholders(withoutAlignment(line), naming, around))
  return (output) => {
    if (output === '') return []
    const certified = output.replace(
      / *-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g,
      '<certificate>',
    )
    const lines = certified.replace(/\n$/, '').replaceAll('\r', '').split('\n')
    return blocksOf(lines).flatMap((block) => {
      if ('lines' in block) return block.lines.map((line) => finish(withoutLooseAges(line)))
      const aged = block.rows.map((row) =>
        row.map((cell, index) => (ageColumns.has(block.header[index] ?? '') ? withoutAges(cell) : cell)),
      )
      const rows = inOrderOfContent(block.header, aged, around)
      return [block.header, ...rows].map((row) => finish(row.join('  ')))
    })
  }
}

/** Ages outside tables with headings: `--no-headers`, and lines of `describe`. */
function withoutLooseAges(line: string): string {
  return line
    .replace(/^( *(?:Duration|Age|AGE):\s+)\S+$/, '$1<age>')
    .replace(/ {3,}(\d+[smhdy])+$/, '  <age>')
    .replace(/\(\S+ ago\)/g, '(<age> ago)')
}
