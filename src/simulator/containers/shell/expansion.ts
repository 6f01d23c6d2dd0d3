import { calculate } from './arithmetic.ts'
import type { Change, List, Word, WordPart } from './ast.ts'
import { expandPath, patternOf, type Segment } from './pattern.ts'
import { ShellSyntaxError } from './shell-error.ts'
import type { ShellState } from './state.ts'

/** What expansion needs of the interpreter: the output of `$(…)`. */
export type Substitute = (list: List) => Promise<string>

/** A word as fields: split and matched with paths where it is not quoted. */
export async function expandFields(
  word: Word,
  state: ShellState,
  substitute: Substitute,
): Promise<readonly string[]> {
  const fields = new Fields()
  for (const part of word) {
    if (part.kind === 'variable' && part.name === '@' && part.change === null) {
      state.positional.forEach((text, index) => {
        if (index > 0) fields.close()
        fields.add({ text, quoted: part.quoted })
      })
      continue
    }
    const text = part.kind === 'text' ? part.text : await valueOf(part, state, substitute)
    if (part.kind === 'text' || part.quoted) {
      fields.add({
        text: part.kind === 'text' && !part.quoted ? tilde(text, !fields.isOpen, state) : text,
        quoted: part.quoted,
      })
      continue
    }
    if (/^[ \t\n]/.test(text)) fields.close()
    const pieces = text.split(/[ \t\n]+/).filter((piece) => piece !== '')
    pieces.forEach((piece, index) => {
      if (index > 0) fields.close()
      fields.add({ text: piece, quoted: false })
    })
    if (/[ \t\n]$/.test(text)) fields.close()
  }
  return fields.all.flatMap(
    (segments) =>
      expandPath(segments, state.files, state.folder) ?? [segments.map(({ text }) => text).join('')],
  )
}

/** Fields as they come to be: what is added joins the last one until that is closed. */
class Fields {
  readonly all: Segment[][] = []
  #open: Segment[] | null = null

  get isOpen(): boolean {
    return this.#open !== null
  }

  add(segment: Segment): void {
    if (this.#open === null) {
      this.#open = []
      this.all.push(this.#open)
    }
    this.#open.push(segment)
  }

  close(): void {
    this.#open = null
  }
}

/** A word as one text, not split: assignments, redirections, case subjects. */
export async function expandText(word: Word, state: ShellState, substitute: Substitute): Promise<string> {
  const segments = await expandPattern(word, state, substitute)
  return segments.map(({ text }) => text).join('')
}

/** A word as a pattern. */
export async function expandPattern(
  word: Word,
  state: ShellState,
  substitute: Substitute,
): Promise<readonly Segment[]> {
  const segments: Segment[] = []
  for (const part of word) {
    const text = part.kind === 'text' ? part.text : await valueOf(part, state, substitute)
    segments.push({ text, quoted: part.quoted })
  }
  return segments
}

async function valueOf(
  part: Exclude<WordPart, { kind: 'text' }>,
  state: ShellState,
  substitute: Substitute,
): Promise<string> {
  switch (part.kind) {
    case 'command':
      return (await substitute(part.list)).replace(/\n+$/, '')
    case 'arithmetic': {
      const text = await expandText(part.word, state, substitute)
      return String(calculate(text, (name) => state.valueOf(name) ?? ''))
    }
    case 'variable': {
      const value = state.valueOf(part.name)
      if (part.change !== null) return changed(part.name, value, part.change, state, substitute)
      if (value === null && state.options.has('u') && !'@*#?$!-'.includes(part.name)) {
        throw new ShellSyntaxError(`${part.name}: parameter not set`)
      }
      return value ?? ''
    }
  }
}

async function changed(
  name: string,
  value: string | null,
  { operator, word }: Change,
  state: ShellState,
  substitute: Substitute,
): Promise<string> {
  if (operator === 'length') return String((value ?? '').length)
  if (/^[%#]/.test(operator)) {
    return trimmed(value ?? '', operator, await expandPattern(word, state, substitute))
  }
  const missing = value === null || (operator.startsWith(':') && value === '')
  const text = () => expandText(word, state, substitute)
  switch (operator.replace(':', '')) {
    case '+':
      return missing ? '' : text()
    case '=': {
      if (!missing) return value
      const made = await text()
      state.set(name, made)
      return made
    }
    case '?':
      if (!missing) return value
      throw new ShellSyntaxError(`${name}: ${(await text()) || 'parameter not set or null'}`)
    default:
      return missing ? text() : value
  }
}

function trimmed(value: string, operator: string, segments: readonly Segment[]): string {
  const pattern = patternOf(segments)
  const fromStart = operator.startsWith('#')
  const lengths = Array.from({ length: value.length + 1 }, (_, length) => length)
  if (operator.length === 2) lengths.reverse()
  for (const length of lengths) {
    const cut = fromStart ? value.slice(0, length) : value.slice(value.length - length)
    if (pattern.test(cut)) return fromStart ? value.slice(length) : value.slice(0, value.length - length)
  }
  return value
}

function tilde(text: string, first: boolean, state: ShellState): string {
  return first && /^~(?:\/|$)/.test(text) ? (state.valueOf('HOME') ?? '/root') + text.slice(1) : text
}
