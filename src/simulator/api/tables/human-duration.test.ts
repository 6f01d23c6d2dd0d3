import { describe, expect, it } from 'vitest'
import { humanDuration, since } from './human-duration.ts'

const hour = 3600
const day = 24 * hour

describe('humanDuration', () => {
  it.each([
    [-3, '<invalid>'],
    [-1.5, '0s'],
    [0.4, '0s'],
    [119, '119s'],
    [120, '2m'],
    [192, '3m12s'],
    [599, '9m59s'],
    [600, '10m'],
    [179 * 60 + 59, '179m'],
    [3 * hour, '3h'],
    [5 * hour + 30 * 60, '5h30m'],
    [8 * hour + 59 * 60, '8h'],
    [47 * hour, '47h'],
    [48 * hour, '2d'],
    [52 * hour, '2d4h'],
    [8 * day, '8d'],
    [400 * day, '400d'],
    [730 * day, '2y'],
    [764 * day, '2y34d'],
    [3000 * day, '8y'],
  ])('%d s is %s', (seconds, text) => {
    expect(humanDuration(seconds * 1000)).toBe(text)
  })
})

describe('since', () => {
  it('is unknown without a timestamp, as the zero time is', () => {
    expect(since(undefined, 0)).toBe('<unknown>')
    expect(since(null, 0)).toBe('<unknown>')
    expect(since('1970-01-01T00:00:10Z', 70_000)).toBe('60s')
  })
})
