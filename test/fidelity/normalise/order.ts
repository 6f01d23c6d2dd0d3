import type { Naming } from './placeholders.ts'
import { withPlaceholders, type Surroundings } from './rules.ts'

interface Row<T> {
  row: T
  /** Rows that stand together and have the same owner may change places; null: this one may not. */
  owner: string
  /** What the row says, apart from who is who. */
  text: string
  /** The numbers of what is known already, in the order of the row; what is new comes last. */
  known: number[]
}

const generated = /^\S*(?: {2}\S*)?<(?:suffix|hash|event|schedule)>/

function rowOf<T>(row: T, shown: string, anyPlace: boolean): Row<T> {
  const text = shown.replace(/<([a-z-]+)-\d+>/g, '<$1>')
  const known = [...shown.matchAll(/<[a-z-]+?(?:-(\d+))?>/g)].map(([, number]) => Number(number ?? Infinity))
  const named = generated.exec(text) === null ? text : (text.split('  ')[0] ?? '')
  return { row, owner: anyPlace ? '' : named, text, known }
}

function isBefore<T>(one: Row<T>, other: Row<T>): boolean {
  if (one.text !== other.text) return one.text < other.text
  const place = one.known.findIndex((number, index) => number !== other.known[index])
  return place >= 0 && (one.known[place] ?? 0) < (other.known[place] ?? 0)
}

/**
 * Brings rows whose order says nothing into an order that is the same every time: rows of one owner (they come by names that nobody
 * chose) and rows that differ only in who is who. With `anyPlace` all rows: events of one second come by their milliseconds.
 */
export function inOrderOfContent<T>(
  rows: readonly T[],
  textOf: (row: T) => string,
  peek: Naming,
  around: Surroundings,
  anyPlace = false,
): T[] {
  const ordered: Row<T>[] = []
  for (const one of rows.map((row) => rowOf(row, withPlaceholders(textOf(row), peek, around), anyPlace))) {
    let place = ordered.length
    for (let before = ordered[place - 1]; before !== undefined; before = ordered[place - 1]) {
      if (before.owner !== one.owner || !isBefore(one, before)) break
      place -= 1
    }
    ordered.splice(place, 0, one)
  }
  return ordered.map(({ row }) => row)
}

/** The conditions of a Deployment, in `describe`, come in the order in which they last changed. */
export function withConditionsInOrder(output: string): string {
  return output.replace(
    /^ {2}Type +Status +Reason\n {2}-.+\n((?: {2}\S.*\n)+)/gm,
    (block, conditions: string) => {
      const sorted = conditions.trimEnd().split('\n').sort().join('\n')
      return block.replace(conditions, `${sorted}\n`)
    },
  )
}

/** What a custom resource's schema refuses comes in any order; so do all lists of what is wrong. */
export function withCausesInOrder(output: string): string {
  return output.replace(/^(?:\* .+\n)+/gm, (causes) => `${causes.trimEnd().split('\n').sort().join('\n')}\n`)
}

/** Addresses of one list have no order that a cluster promises: brings them in the order of their numbers. */
export function withListsInOrder(line: string): string {
  return line.replace(/<pod-ip-\d+>(?::\d+)?(?:, ?<pod-ip-\d+>(?::\d+)?)+/g, (list) => {
    const separator = list.includes(', ') ? ', ' : ','
    const number = (text: string): number => Number(/-(\d+)>/.exec(text)?.[1] ?? 0)
    return list
      .split(separator)
      .sort((a, b) => number(a) - number(b))
      .join(separator)
  })
}
