import type { AndOr, Command, List, Pipeline, Redirection, Word } from './ast.ts'
import { Reader } from './reader.ts'
import { ShellSyntaxError, unmodelled } from './shell-error.ts'
import { readHereText, readWord } from './words.ts'

const reserved = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}'])

/** A whole script. Throws ShellSyntaxError, which also names syntax that is not modelled. */
export function parse(script: string): List {
  return readList(new Reader(script), '')
}

/** Up to `end`, which is taken: '' for the end of the script, or ')'. */
function readList(reader: Reader, end: string): List {
  const list = readBody(reader)
  const found = reader.take()
  if (found !== end) {
    throw new ShellSyntaxError(
      found === '' ? 'unexpected end of file' : `"${found}" unexpected`,
      found === '',
    )
  }
  return list
}

/** And-or lists up to a reserved word, `)`, `;;` or the end. */
function readBody(reader: Reader): List {
  const list: AndOr[] = []
  for (;;) {
    skipNewlines(reader)
    if (reader.peek() === '' || reader.peek() === ')' || reader.ahead(';;')) return list
    if (reserved.has(wordAhead(reader))) return list
    const pipelines = readAndOr(reader)
    reader.blanks()
    const background = reader.peek() === '&'
    list.push({ ...pipelines, background })
    if (background) reader.take()
    else if (reader.peek() === ';' && !reader.ahead(';;')) reader.take()
    else if (reader.peek() !== '\n') return list
  }
}

function readAndOr(reader: Reader): Omit<AndOr, 'background'> {
  const first = readPipeline(reader)
  const rest: (readonly ['&&' | '||', Pipeline])[] = []
  for (;;) {
    reader.blanks()
    const operator = reader.skip('&&') ? '&&' : reader.skip('||') ? '||' : null
    if (operator === null) return { first, rest }
    skipNewlines(reader)
    rest.push([operator, readPipeline(reader)])
  }
}

function readPipeline(reader: Reader): Pipeline {
  reader.blanks()
  const negated = reader.match(/!(?=[ \t])/y) !== null
  const commands = [readCommand(reader)]
  for (;;) {
    reader.blanks()
    if (reader.ahead('||') || !reader.skip('|')) return { negated, commands }
    if (reader.ahead('&')) throw unmodelled('|&')
    skipNewlines(reader)
    commands.push(readCommand(reader))
  }
}

function readCommand(reader: Reader): Command {
  reader.blanks()
  const compound = readCompound(reader)
  if (compound === null) return readSimple(reader)
  const redirections: Redirection[] = []
  for (;;) {
    reader.blanks()
    const redirection = readRedirection(reader)
    if (redirection === null) return { ...compound, redirections }
    redirections.push(redirection)
  }
}

function readCompound(reader: Reader): Command | null {
  const none: readonly Redirection[] = []
  if (reader.ahead('((')) throw unmodelled('((…))')
  if (reader.skip('(')) return { kind: 'subshell', body: readList(reader, ')'), redirections: none }
  const word = wordAhead(reader)
  switch (word) {
    case '{': {
      expect(reader, '{')
      const body = readBody(reader)
      expect(reader, '}')
      return { kind: 'group', body, redirections: none }
    }
    case 'if':
      return readIf(reader)
    case 'while':
    case 'until': {
      expect(reader, word)
      const condition = readBody(reader)
      return { kind: word, condition, body: readDo(reader), redirections: none }
    }
    case 'for':
      return readFor(reader)
    case 'case':
      return readCase(reader)
    case 'function':
    case 'select':
    case '[[':
    case 'time':
      throw unmodelled(`\`${word}'`)
    default:
      if (reserved.has(word)) throw new ShellSyntaxError(`Syntax error: "${word}" unexpected`)
      return null
  }
}

function readIf(reader: Reader): Command {
  const branches: (readonly [List, List])[] = []
  expect(reader, 'if')
  do {
    const condition = readBody(reader)
    expect(reader, 'then')
    branches.push([condition, readBody(reader)])
  } while (takeWord(reader, 'elif'))
  const otherwise = takeWord(reader, 'else') ? readBody(reader) : null
  expect(reader, 'fi')
  return { kind: 'if', branches, otherwise, redirections: [] }
}

function readFor(reader: Reader): Command {
  expect(reader, 'for')
  reader.blanks()
  if (reader.ahead('((')) throw unmodelled('for ((…))')
  const name = reader.match(/[A-Za-z_][A-Za-z0-9_]*/y)
  if (name === null) throw new ShellSyntaxError('Syntax error: Bad for loop variable')
  skipNewlines(reader)
  let words: Word[] | null = null
  if (wordAhead(reader) === 'in') {
    expect(reader, 'in')
    words = []
    reader.blanks()
    while (!'\n;'.includes(reader.peek())) {
      words.push(readWord(reader, readList))
      reader.blanks()
    }
  }
  reader.blanks()
  reader.skip(';')
  return { kind: 'for', name, words, body: readDo(reader), redirections: [] }
}

function readCase(reader: Reader): Command {
  expect(reader, 'case')
  reader.blanks()
  const subject = readWord(reader, readList)
  skipNewlines(reader)
  expect(reader, 'in')
  const branches: (readonly [readonly Word[], List])[] = []
  skipNewlines(reader)
  while (wordAhead(reader) !== 'esac') {
    if (reader.peek() === '') throw new ShellSyntaxError('unexpected end of file', true)
    reader.skip('(')
    const patterns: Word[] = []
    do {
      reader.blanks()
      patterns.push(readWord(reader, readList))
      reader.blanks()
    } while (reader.skip('|'))
    if (!reader.skip(')')) throw new ShellSyntaxError('Syntax error: expecting ")"')
    branches.push([patterns, readBody(reader)])
    skipNewlines(reader)
    reader.skip(';;')
    skipNewlines(reader)
  }
  expect(reader, 'esac')
  return { kind: 'case', subject, branches, redirections: [] }
}

function readDo(reader: Reader): List {
  skipNewlines(reader)
  expect(reader, 'do')
  const body = readBody(reader)
  expect(reader, 'done')
  return body
}

function readSimple(reader: Reader): Command {
  const { line } = reader
  const assignments: (readonly [string, Word])[] = []
  const words: Word[] = []
  const redirections: Redirection[] = []
  for (;;) {
    reader.blanks()
    const redirection = readRedirection(reader)
    if (redirection !== null) {
      redirections.push(redirection)
      continue
    }
    if ('\n;&|)'.includes(reader.peek())) break
    if (reader.peek() === '(') {
      throw words.length === 1
        ? unmodelled('a function')
        : new ShellSyntaxError('Syntax error: "(" unexpected')
    }
    const name = words.length === 0 ? reader.match(/[A-Za-z_][A-Za-z0-9_]*=/y) : null
    if (name === null) words.push(readWord(reader, readList))
    else {
      if (reader.peek() === '(') throw unmodelled('an array')
      assignments.push([name.slice(0, -1), readWord(reader, readList)])
    }
  }
  if (assignments.length + words.length + redirections.length === 0) {
    const found = reader.peek()
    throw new ShellSyntaxError(
      found === '' ? 'unexpected end of file' : `Syntax error: "${found}" unexpected`,
      found === '',
    )
  }
  return { kind: 'simple', assignments, words, redirections, line }
}

function readRedirection(reader: Reader): Redirection | null {
  const found = reader.match(/&>|[0-9]?(?:<<<|<<-|<<|<>|<&|>&|>>|>\||<\(|>\(|<|>)/y)
  if (found === null) return null
  const digit = /^[0-9]/.exec(found)?.[0]
  const operator = found.slice(digit?.length ?? 0)
  const descriptor = digit === undefined ? (operator.startsWith('<') ? 0 : 1) : Number(digit)
  if (operator === '<<' || operator === '<<-') return readHere(reader, descriptor, operator === '<<-')
  if (!isOperator(operator)) throw unmodelled(`the redirection ${operator}`)
  reader.blanks()
  return { operator, descriptor, target: readWord(reader, readList) }
}

function isOperator(text: string): text is Redirection['operator'] {
  return ['<', '>', '>>', '>&', '<&', '&>'].includes(text)
}

/** Its text is read when the line ends; until then the target is a word that is filled in. */
function readHere(reader: Reader, descriptor: number, tabs: boolean): Redirection {
  reader.blanks()
  const end = readWord(reader, readList)
  const quoted = end.some((part) => part.kind === 'text' && part.quoted)
  const mark = end.map((part) => (part.kind === 'text' ? part.text : '')).join('')
  const target: Word[number][] = []
  reader.pending.push((here) => {
    let text = ''
    for (;;) {
      if (here.peek() === '') throw new ShellSyntaxError('unexpected end of file', true)
      const raw = here.match(/[^\n]*/y) ?? ''
      here.skip('\n')
      const line = tabs ? raw.replace(/^\t+/, '') : raw
      if (line === mark) break
      text += `${line}\n`
    }
    if (quoted) target.push({ kind: 'text', text, quoted: true })
    else target.push(...readHereText(new Reader(text), readList))
  })
  return { operator: '<<', descriptor, target }
}

function wordAhead(reader: Reader): string {
  return /^[^\s;&|<>()"'$\\`]*/.exec(reader.text.slice(reader.position, reader.position + 20))?.[0] ?? ''
}

/** False when another word is ahead. */
function takeWord(reader: Reader, word: string): boolean {
  if (wordAhead(reader) !== word) return false
  expect(reader, word)
  return true
}

function expect(reader: Reader, word: string): void {
  reader.blanks()
  if (reader.peek() === '')
    throw new ShellSyntaxError(`Syntax error: end of file unexpected (expecting "${word}")`, true)
  if (wordAhead(reader) !== word) {
    throw new ShellSyntaxError(`Syntax error: expecting "${word}"`)
  }
  reader.skip(word)
}

function skipNewlines(reader: Reader): void {
  reader.blanks()
  while (reader.peek() === '\n') {
    reader.take()
    reader.blanks()
  }
}
