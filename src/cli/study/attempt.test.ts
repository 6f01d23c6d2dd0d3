import { expect, test } from 'vitest'
import { attemptOf } from './attempt.ts'

const order = { type: 'order', question: '?', steps: ['x', 'y', 'z'], answer: [0, 1, 2] } as const
const choices = [
  { id: 'refused', label: 'refused' },
  { id: 'timeout', label: 'timed out' },
]

test('numbers in an order, with or without spaces, are indexes of the steps', () => {
  const face = { ...order, steps: [...order.steps], answer: [...order.answer] }
  for (const line of ['312', '3 1 2', '3, 1, 2']) {
    expect(attemptOf(face, line)).toEqual({ type: 'order', order: [2, 0, 1] })
  }
  for (const line of ['', '31', '3112', '414', 'abc', '3 1 2 2']) expect(attemptOf(face, line)).toBeNull()
})

test('a letter names a choice, a number a line, and anything is a typed answer', () => {
  const predict = { type: 'predict', question: '?', choices, answer: 'refused' } as const
  const face = { ...predict, choices: [...predict.choices] }
  expect(attemptOf(face, 'B')).toEqual({ type: 'choice', choice: 'timeout' })
  for (const line of ['c', '1', 'ab']) expect(attemptOf(face, line)).toBeNull()
  expect(
    attemptOf({ type: 'bug', question: '', manifest: '', lines: [1], answer: '', fixed: '' }, '7'),
  ).toEqual({ type: 'line', line: 7 })
  expect(attemptOf({ type: 'typed', question: '', language: 'text', answer: '' }, 'q2')).toEqual({
    type: 'typed',
    text: 'q2',
  })
})
