import { expect, test } from 'vitest'
import type { CardFace } from '../../contract/cards.ts'
import { studyAction, type KeyPress } from './study-keys.ts'

const basic: CardFace = { type: 'basic', question: 'q', answer: 'a' }
const predict: CardFace = {
  type: 'predict',
  question: 'q',
  choices: [
    { id: 'refused', label: 'Refused' },
    { id: 'timeout', label: 'Times out' },
  ],
  answer: 'refused',
}

function press(key: string, rest: Partial<KeyPress> = {}): KeyPress {
  return { key, shift: false, modified: false, onButton: false, ...rest }
}

test('Space reveals, then answers Good', () => {
  expect(studyAction(press(' '), false, basic)).toEqual({ do: 'reveal' })
  expect(studyAction(press(' '), true, basic)).toEqual({ do: 'rate', rating: 3 })
  expect(studyAction(press('Enter'), true, basic)).toEqual({ do: 'rate', rating: 3 })
})

test('a focused button keeps Space and Enter to itself, so that nothing acts twice', () => {
  expect(studyAction(press(' ', { onButton: true }), true, basic)).toBeNull()
})

test('digits rate only what was revealed', () => {
  expect(studyAction(press('1'), true, basic)).toEqual({ do: 'rate', rating: 1 })
  expect(studyAction(press('1'), false, basic)).toBeNull()
  expect(studyAction(press('5'), true, basic)).toBeNull()
})

test('letters choose on a card with choices; Shift still buries', () => {
  expect(studyAction(press('b'), false, predict)).toEqual({ do: 'choose', index: 1 })
  expect(studyAction(press('B', { shift: true }), false, predict)).toEqual({ do: 'bury' })
  expect(studyAction(press('b'), true, predict)).toEqual({ do: 'bury' })
  expect(studyAction(press('b'), false, basic)).toEqual({ do: 'bury' })
})

test("the browser's own shortcuts are left alone", () => {
  expect(studyAction(press('l', { modified: true }), false, basic)).toBeNull()
  expect(studyAction(press('x'), false, basic)).toBeNull()
})
