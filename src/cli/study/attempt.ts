import type { CardFace } from '../../contract/cards.ts'
import type { Attempt } from '../../contract/study.ts'

/** What a card asks to be typed before its answer is shown. */
export function attemptPrompt(face: CardFace): string {
  switch (face.type) {
    case 'typed':
      return `Type the ${face.language === 'command' ? 'command' : 'answer'}, or Enter to see it`
    case 'order':
      return 'Type the numbers in their right order, or Enter to see it'
    case 'bug':
      return 'Type the number of the wrong line, or Enter to see it'
    case 'predict':
      return 'Type the letter of your choice, or Enter to see the answer'
    case 'output':
      return face.choices === undefined
        ? 'Enter shows the answer'
        : 'Type the letter of your choice, or Enter to see the answer'
    default:
      return 'Enter shows the answer'
  }
}

/** The attempt that a typed line is; null when it is none, and the answer is simply shown. */
export function attemptOf(face: CardFace, line: string): Attempt | null {
  if (line === '') return null
  switch (face.type) {
    case 'typed':
      return { type: 'typed', text: line }
    case 'order':
      return orderOf(line, face.steps.length)
    case 'bug':
      return /^\d+$/.test(line) ? { type: 'line', line: Number(line) } : null
    case 'predict':
    case 'output':
      return choiceOf(line, face.choices ?? [])
    default:
      return null
  }
}

function orderOf(line: string, steps: number): Attempt | null {
  // `3 1 2`, `3,1,2` or, below ten steps, `312`.
  const numbers = (/[\s,]/.test(line) ? line.split(/[\s,]+/) : line.split('')).map((part) => Number(part) - 1)
  const isPermutation =
    numbers.length === steps &&
    new Set(numbers).size === steps &&
    numbers.every((index) => Number.isInteger(index) && index >= 0 && index < steps)
  return isPermutation ? { type: 'order', order: numbers } : null
}

function choiceOf(line: string, choices: readonly { readonly id: string }[]): Attempt | null {
  const choice = line.length === 1 ? choices[line.toLowerCase().charCodeAt(0) - 97] : undefined
  return choice === undefined ? null : { type: 'choice', choice: choice.id }
}
