import { expect, it } from 'vitest'
import { scheduleProblem } from './cron-schedule.ts'

it.each(['*/5 * * * *', '0 0 1 jan sun', '0-30/10 1,2 * * 1-5', '@daily', '@every 5m', '0 0 * * ?'])(
  '%s is a schedule',
  (schedule) => {
    expect(scheduleProblem(schedule)).toBeNull()
  },
)

it.each([
  ['* * * * * *', 'expected exactly 5 fields, found 6: [* * * * * *]'],
  ['60 * * * *', 'end of range (60) above maximum (59): 60'],
  ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
  ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
  ['*/0 * * * *', 'step of range should be a positive number: */0'],
  ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
  ['@sometimes', 'unrecognized descriptor: @sometimes'],
])('%s is none: %s', (schedule, problem) => {
  expect(scheduleProblem(schedule)).toBe(problem)
})
