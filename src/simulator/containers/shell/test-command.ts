import type { ProcessFiles } from '../program.ts'

/** `test` and `[`: 0 true, 1 false; a text says what it can not read. */
export function test(
  words: readonly string[],
  files: ProcessFiles,
  path: (text: string) => string,
): 0 | 1 | string {
  const or = words.lastIndexOf('-o')
  if (or > 0) return both(words, or, (left, right) => left || right)
  const and = words.lastIndexOf('-a')
  if (and > 0) return both(words, and, (left, right) => left && right)
  const [first = '', second = '', third = ''] = words
  switch (words.length) {
    case 0:
      return 1
    case 1:
      return asCode(first !== '')
    case 2:
      return first === '!' ? negate(test([second], files, path)) : unary(first, second)
    case 3:
      return first === '!' ? negate(test(words.slice(1), files, path)) : binary(first, second, third)
    default:
      return first === '!' ? negate(test(words.slice(1), files, path)) : 'too many arguments'
  }

  function both(all: readonly string[], at: number, join: (left: boolean, right: boolean) => boolean) {
    const left = test(all.slice(0, at), files, path)
    const right = test(all.slice(at + 1), files, path)
    if (typeof left === 'string') return left
    return typeof right === 'string' ? right : asCode(join(left === 0, right === 0))
  }

  function unary(operator: string, operand: string): 0 | 1 | string {
    const bytes = files.read(path(operand))
    const folder = files.list(path(operand)) !== null
    switch (operator) {
      case '-z':
        return asCode(operand === '')
      case '-n':
        return asCode(operand !== '')
      case '-e':
      case '-r':
        return asCode(bytes !== null || folder)
      case '-f':
        return asCode(bytes !== null)
      case '-d':
        return asCode(folder)
      case '-s':
        return asCode(bytes !== null && bytes.length > 0)
      default:
        return `${operator}: unexpected operator`
    }
  }
}

function binary(left: string, operator: string, right: string): 0 | 1 | string {
  if (operator === '=' || operator === '==') return asCode(left === right)
  if (operator === '!=') return asCode(left !== right)
  const compare = comparisons[operator]
  if (compare === undefined) return `${operator}: unexpected operator`
  for (const text of [left, right]) if (!/^\s*[-+]?\d+\s*$/.test(text)) return `Illegal number: ${text}`
  return asCode(compare(Number(left), Number(right)))
}

const comparisons: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '-eq': (left, right) => left === right,
  '-ne': (left, right) => left !== right,
  '-lt': (left, right) => left < right,
  '-le': (left, right) => left <= right,
  '-gt': (left, right) => left > right,
  '-ge': (left, right) => left >= right,
}

function negate(code: 0 | 1 | string): 0 | 1 | string {
  return typeof code === 'string' ? code : code === 0 ? 1 : 0
}

function asCode(truth: boolean): 0 | 1 {
  return truth ? 0 : 1
}
