import { parse } from 'shell-quote'

/** One command of a line, with the operator that stands before it (`|`, `&&`, `>`); '' for the first. */
export interface Stage {
  readonly operator: string
  readonly words: readonly string[]
}

/** Splits a line that {@link hasBadSubstitution} lets pass into its commands and words as a shell would; variables and globs stay. */
export function splitLine(line: string): Stage[] {
  const stages: { operator: string; words: string[] }[] = [{ operator: '', words: [] }]
  for (const entry of parse(line.trim().replace(/^\$\s+/, ''), (name) => `$${name}`)) {
    if (typeof entry === 'object' && 'comment' in entry) continue
    const operator = typeof entry === 'object' && entry.op !== 'glob' ? entry.op : null
    if (operator !== null) stages.push({ operator, words: [] })
    else stages.at(-1)?.words.push(wordOf(entry))
  }
  return stages.filter((stage) => stage.operator !== '' || stage.words.length > 0)
}

/** Whether `${` is left open or empty, which no shell takes; `parse` throws then. */
export function hasBadSubstitution(line: string): boolean {
  try {
    parse(line)
    return false
  } catch {
    return true
  }
}

/** Whether a quote is left open, so that a shell would wait for more. */
export function hasOpenQuote(line: string): boolean {
  const withoutEscapes = line.replace(/\\./g, '')
  return /^(?:[^'"]|'[^']*'|"[^"]*")*$/.exec(withoutEscapes) === null
}

function wordOf(entry: ReturnType<typeof parse>[number]): string {
  if (typeof entry === 'string') return entry
  return 'pattern' in entry ? entry.pattern : ''
}
