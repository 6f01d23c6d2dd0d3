import { expect, test } from 'vitest'
import { clockFace, dueText, duration, plural } from './words.ts'

test('counts agree with their noun', () => {
  expect([0, 1, 2].map((count) => plural(count, 'card'))).toEqual(['0 cards', '1 card', '2 cards'])
})

test('a duration is rounded to what matters', () => {
  expect([900, 59_400, 90_000, 3_600_000, 3_900_000].map(duration)).toEqual([
    '1 s',
    '59 s',
    '2 min',
    '1 h',
    '1 h 5 min',
  ])
})

test('a clock keeps its width and never runs below zero', () => {
  expect([-5, 7_000, 247_000, 3_750_000].map(clockFace)).toEqual(['0:00', '0:07', '4:07', '1:02:30'])
})

test('a due date is told by local days, not by hours', () => {
  const now = new Date(2026, 10, 24, 23, 50).getTime()
  const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime()
  expect(dueText(at(25, 1), now)).toBe('tomorrow')
  expect(dueText(at(24, 5), now)).toBe('today')
  expect(dueText(at(29, 5), now)).toBe('in 5 days')
  expect(dueText(at(21, 5), now)).toBe('3 days ago')
  expect(dueText(null, now)).toBe('not scheduled')
})
