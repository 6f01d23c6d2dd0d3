import type { Change, List, Word, WordPart } from './ast.ts'
import type { Reader } from './reader.ts'
import { ShellSyntaxError, unmodelled } from './shell-error.ts'

/** Reads the inside of `$(…)`: the parser, which needs words itself. */
export type ReadList = (reader: Reader, end: string) => List

const ends = new Set([' ', '\t', '\n', ';', '&', '|', '<', '>', '(', ')'])

/** The word at the reader; empty when there is none. */
export function readWord(reader: Reader, readList: ReadList): Word {
  return readParts(reader, readList, (char) => ends.has(char), false)
}

/** The text of a here-document, where only `$`, backquotes and backslashes mean something. */
export function readHereText(reader: Reader, readList: ReadList): Word {
  return readParts(reader, readList, () => false, true)
}

function readParts(
  reader: Reader,
  readList: ReadList,
  isEnd: (char: string) => boolean,
  quoted: boolean,
): Word {
  const parts: WordPart[] = []
  const add = (text: string, literal: boolean) => {
    const last = parts.at(-1)
    if (last?.kind === 'text' && last.quoted === literal) {
      parts[parts.length - 1] = { ...last, text: last.text + text }
    } else parts.push({ kind: 'text', text, quoted: literal })
  }
  for (let char = reader.peek(); char !== '' && !isEnd(char); char = reader.peek()) {
    reader.take()
    if (char === '\\') {
      const next = reader.take()
      if (next === '\n') continue
      if (quoted && !'$`"\\'.includes(next)) add(`\\${next}`, true)
      else add(next, true)
    } else if (char === "'" && !quoted) {
      add(reader.until("'"), true)
    } else if (char === '"' && !quoted) {
      const inner = readParts(reader, readList, (end) => end === '"', true)
      if (reader.take() !== '"')
        throw new ShellSyntaxError('unexpected EOF while looking for matching `"\'', true)
      if (inner.length === 0) add('', true)
      parts.push(...inner)
    } else if (char === '`') {
      throw unmodelled('a backquoted command (use $(…))')
    } else if (char === '$') {
      const part = readDollar(reader, readList, quoted)
      if (part === null) add('$', quoted)
      else parts.push(part)
    } else add(char, quoted)
  }
  return parts
}

function readDollar(reader: Reader, readList: ReadList, quoted: boolean): WordPart | null {
  const next = reader.peek()
  if (reader.skip('((')) {
    const word = readParts(reader, readList, (char) => char === ')' && reader.ahead('))'), true)
    if (!reader.skip('))')) throw new ShellSyntaxError("missing `))'", true)
    return { kind: 'arithmetic', word, quoted }
  }
  if (reader.skip('(')) {
    const list = readList(reader, ')')
    return { kind: 'command', list, quoted }
  }
  if (reader.skip('{')) return readBraced(reader, readList, quoted)
  if (next === "'" && !quoted) throw unmodelled("$'…'")
  const name = reader.match(/[A-Za-z_][A-Za-z0-9_]*|[0-9?$!#@*-]/y)
  return name === null ? null : { kind: 'variable', name, quoted, change: null }
}

function readBraced(reader: Reader, readList: ReadList, quoted: boolean): WordPart {
  const length = reader.ahead('#') && !reader.ahead('#}')
  if (length) reader.take()
  const name = reader.match(/[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[?$!#@*-]/y)
  if (name === null) throw new ShellSyntaxError('Bad substitution')
  let change: Change | null = length ? { operator: 'length', word: [] } : null
  const operator = reader.match(/:[-=+?]|[-=+?]|%%?|##?/y)
  if (operator !== null) {
    change = { operator, word: readParts(reader, readList, (char) => char === '}', quoted) }
  }
  if (reader.peek() === '') throw new ShellSyntaxError("Missing `}'", true)
  if (reader.take() !== '}') throw unmodelled(`a substitution of this kind (\${${name}…})`)
  return { kind: 'variable', name, quoted, change }
}
