import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStudyDays, isoDay } from './study-days.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/St_Johns',
]
const instant = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') })

describe('study days', () => {
  it('begin at the rollover hour of the wall clock', () => {
    const days = createStudyDays(4, 'Europe/Berlin')
    const of = (time: string): string => isoDay(days.dayOf(Date.parse(time)))
    expect(of('2026-01-10T02:59:59Z')).toBe('2026-01-09')
    expect(of('2026-01-10T03:00:00Z')).toBe('2026-01-10')
    // Summer time begins at 02:00 on 29 March; four o'clock is an hour earlier in UTC.
    expect(of('2026-03-29T01:59:59Z')).toBe('2026-03-28')
    expect(of('2026-03-29T02:00:00Z')).toBe('2026-03-29')
  })

  it('two reviews around midnight are of one day', () => {
    const days = createStudyDays(4, 'UTC')
    expect(days.dayOf(Date.parse('2026-05-01T23:50:00Z'))).toBe(
      days.dayOf(Date.parse('2026-05-02T00:10:00Z')),
    )
  })

  it('every instant lies between the start of its day and that of the next, in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), instant, (zone, hour, at) => {
        const days = createStudyDays(hour, zone)
        const day = days.dayOf(at)
        expect(days.startOf(day)).toBeLessThanOrEqual(at)
        expect(days.startOf(day + 1)).toBeGreaterThan(at)
        expect(days.dayOf(days.startOf(day))).toBe(day)
        expect(days.dayOf(days.startOf(day) - 1)).toBe(day - 1)
      }),
    )
  })
})
