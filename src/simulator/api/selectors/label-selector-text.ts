import { StatusError } from '../status-error.ts'
import {
  keyErrors,
  labelRequirement,
  type LabelOperator,
  type LabelRequirement,
} from './label-requirement.ts'
import { labelTokens, type LabelToken } from './label-tokens.ts'

/**
 * Reads a selector's text: `app=web,tier in (a,b),!old`. Throws BadRequest with the texts of apimachinery's `labels.Parse`.
 */
export function parseLabelSelector(text: string): readonly LabelRequirement[] {
  const reader = readTokens(labelTokens(text))
  const requirements: LabelRequirement[] = []
  while (reader.peek().type !== 'end') {
    const first = reader.peek()
    if (!beginsRequirement(first)) {
      throw refuse(`found '${first.text}', expected: !, identifier, or 'end of string'`)
    }
    requirements.push(requirementOrRefuse(reader))
    const after = reader.take()
    if (after.type === 'end') break
    if (after.type !== ',') throw refuse(`found '${after.text}', expected: ',' or 'end of string'`)
    if (!beginsRequirement(reader.peek())) {
      throw refuse(`found '${reader.peek().text}', expected: identifier after ','`)
    }
  }
  return requirements.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
}

/** The text of requirements, as `status.selector` of a Scale has it. */
export function labelSelectorText(requirements: readonly LabelRequirement[]): string {
  return requirements.map(requirementText).join(',')
}

function requirementText({ key, operator, values }: LabelRequirement): string {
  switch (operator) {
    case 'exists':
      return key
    case '!':
      return `!${key}`
    case 'in':
    case 'notin':
      return `${key} ${operator} (${values.join(',')})`
    case 'gt':
    case 'lt':
      return `${key}${operator === 'gt' ? '>' : '<'}${values.join(',')}`
    case '=':
    case '==':
    case '!=':
      return `${key}${operator}${values.join(',')}`
  }
}

interface Reader {
  readonly peek: () => LabelToken
  readonly take: () => LabelToken
}

function readTokens(tokens: readonly LabelToken[]): Reader {
  let position = 0
  const peek = (): LabelToken => tokens[position] ?? { type: 'end', text: '' }
  const take = (): LabelToken => {
    const token = peek()
    position += 1
    return token
  }
  return { peek, take }
}

function requirementOrRefuse(reader: Reader): LabelRequirement {
  try {
    return readRequirement(reader)
  } catch (error) {
    if (error instanceof StatusError) throw refuse(`unable to parse requirement: ${error.message}`)
    throw error
  }
}

function readRequirement(reader: Reader): LabelRequirement {
  const isNegated = reader.peek().type === '!'
  if (isNegated) reader.take()
  const { text: key, type } = reader.take()
  if (!isWord(type)) throw refuse(`found '${key}', expected: identifier`)
  const [keyError] = keyErrors(key, '<nil>')
  if (keyError !== undefined) throw refuse(keyError)
  if (isNegated) return labelRequirement(key, '!', [])
  if (isEnd(reader.peek())) return labelRequirement(key, 'exists', [])
  const operator = readOperator(reader)
  const values = operator === 'in' || operator === 'notin' ? readValues(reader) : [readExactValue(reader)]
  return labelRequirement(key, operator, values)
}

const operators: Readonly<Partial<Record<LabelToken['type'], LabelOperator>>> = {
  in: 'in',
  '=': '=',
  '==': '==',
  '>': 'gt',
  '<': 'lt',
  notin: 'notin',
  '!=': '!=',
}

function readOperator(reader: Reader): LabelOperator {
  const { type, text } = reader.take()
  const operator = operators[type]
  // In the order of `selection`'s own list.
  if (operator === undefined) throw refuse(`found '${text}', expected: in, notin, =, ==, !=, gt, lt`)
  return operator
}

function readValues(reader: Reader): readonly string[] {
  const open = reader.take()
  if (open.type !== '(') throw refuse(`found '${open.text}' expected: '('`)
  const first = reader.peek()
  if (first.type === ')') {
    reader.take()
    return ['']
  }
  if (!isWord(first.type) && first.type !== ',') {
    throw refuse(`found '${first.text}', expected: ',', ')' or identifier`)
  }
  const values = readList(reader)
  // Nothing but `)` ends a list.
  reader.take()
  return values
}

/** Words between commas up to `)`; a missing word is an empty value. */
function readList(reader: Reader): readonly string[] {
  const values: string[] = []
  for (;;) {
    const { type, text } = reader.take()
    const next = reader.peek()
    if (isWord(type)) {
      values.push(text)
      if (next.type === ')') return values
      if (next.type !== ',') throw refuse(`found '${next.text}', expected: ',' or ')'`)
    } else if (type === ',') {
      if (values.length === 0 || next.type === ')' || next.type === ',') values.push('')
      if (next.type === ')') return values
    } else throw refuse(`found '${text}', expected: ',', or identifier`)
  }
}

function readExactValue(reader: Reader): string {
  if (isEnd(reader.peek())) return ''
  const { type, text } = reader.take()
  if (!isWord(type)) throw refuse(`found '${text}', expected: identifier`)
  return text
}

/** `in` and `notin` are words where no operator can be. */
function isWord(type: LabelToken['type']): boolean {
  return type === 'identifier' || type === 'in' || type === 'notin'
}

function beginsRequirement({ type }: LabelToken): boolean {
  return type === '!' || isWord(type)
}

function isEnd({ type }: LabelToken): boolean {
  return type === 'end' || type === ','
}

function refuse(why: string): StatusError {
  return new StatusError('BadRequest', why)
}
