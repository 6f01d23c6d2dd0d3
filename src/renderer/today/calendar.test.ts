import { expect, test } from 'vitest'
import { dayLabel, heatCells, weekdayOf } from './calendar.ts'

test('weeks begin on Monday', () => {
  expect(weekdayOf('2026-11-23')).toBe(0)
  expect(weekdayOf('2026-11-29')).toBe(6)
})

test('the first column starts at the weekday of the oldest day', () => {
  const cells = heatCells([
    { day: '2026-11-21', reviews: 0 },
    { day: '2026-11-22', reviews: 1 },
    { day: '2026-11-23', reviews: 40 },
  ])
  expect(cells.map(({ week, weekday, level }) => [week, weekday, level])).toEqual([
    [0, 5, 0],
    [0, 6, 1],
    [1, 0, 4],
  ])
})

test('a history of nothing has no busy day', () => {
  expect(heatCells([{ day: '2026-11-23', reviews: 0 }])[0]?.level).toBe(0)
  expect(heatCells([])).toEqual([])
})

test('a day is labelled by its own date in every time zone', () => {
  expect(dayLabel('2026-11-24')).toMatch(/^Tue,? 24 Nov$/)
})
