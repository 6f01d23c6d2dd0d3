import { ShellSyntaxError } from './shell-error.ts'

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
]

/** Integer arithmetic of `$((…))`; a name is its variable's value, 0 when unset. Throws ShellSyntaxError. */
export function calculate(text: string, valueOf: (name: string) => string): number {
  const tokens = text.match(/\d+|[A-Za-z_]\w*|&&|\|\||[=!<>]=|[-+*/%<>()!]|\S/g) ?? []
  let at = 0
  const take = () => tokens[at++] ?? ''
  const unary = (): number => {
    const token = take()
    if (token === '-') return -unary()
    if (token === '+') return unary()
    if (token === '!') return unary() === 0 ? 1 : 0
    if (token === '(') {
      const value = level(0)
      if (take() !== ')') throw new ShellSyntaxError(`arithmetic expression: expecting ')': "${text}"`)
      return value
    }
    if (/^\d+$/.test(token)) return Number(token)
    if (/^[A-Za-z_]/.test(token)) return Math.trunc(Number(valueOf(token) || '0'))
    throw new ShellSyntaxError(`arithmetic expression: expecting primary: "${text}"`)
  }
  const level = (index: number): number => {
    const operators = levels[index]
    if (operators === undefined) return unary()
    let left = level(index + 1)
    while (operators.includes(tokens[at] ?? '')) left = apply(take(), left, level(index + 1))
    return left
  }
  const value = level(0)
  if (at < tokens.length) throw new ShellSyntaxError(`arithmetic expression: expecting EOF: "${text}"`)
  return value
}

function apply(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
    case '%':
      if (right === 0) throw new ShellSyntaxError('arithmetic expression: division by zero')
      return operator === '/' ? Math.trunc(left / right) : left % right
    case '&&':
      return left !== 0 && right !== 0 ? 1 : 0
    case '||':
      return left !== 0 || right !== 0 ? 1 : 0
    case '==':
      return left === right ? 1 : 0
    case '!=':
      return left !== right ? 1 : 0
    case '<':
      return left < right ? 1 : 0
    case '>':
      return left > right ? 1 : 0
    case '<=':
      return left <= right ? 1 : 0
    default:
      return left >= right ? 1 : 0
  }
}
