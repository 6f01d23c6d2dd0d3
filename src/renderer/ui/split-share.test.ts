import { expect, test } from 'vitest'
import { clampShare, readShare, shareAfterKey } from './split-share.ts'

test('arrows move the divider along its own axis only', () => {
  expect(shareAfterKey('ArrowRight', 40, false)).toBe(42)
  expect(shareAfterKey('ArrowDown', 40, false)).toBeNull()
  expect(shareAfterKey('ArrowDown', 40, true)).toBe(42)
})

test('no pane is ever pushed away', () => {
  expect(shareAfterKey('ArrowLeft', 20, false)).toBe(20)
  expect(shareAfterKey('End', 20, false)).toBe(80)
  expect(clampShare(-12)).toBe(20)
})

test('a kept share that is no number is forgotten', () => {
  expect(readShare('55', 40)).toBe(55)
  expect(readShare('wide', 40)).toBe(40)
  expect(readShare(null, 40)).toBe(40)
})
