import fc from 'fast-check'
import { createEmptyCard, fsrs as tsFsrs, Grades } from 'ts-fsrs'
import { describe, expect, it } from 'vitest'
import type { Rating } from '../../contract/cards.ts'
import type { Preset } from '../../contract/system.ts'
import { newCardRow, type CardRow } from './card-row.ts'
import { createFsrs } from './fsrs.ts'
import { futuresOf, type ScheduleContext } from './schedule-card.ts'
import { defaultSettings } from './settings.ts'
import { createStudyDays } from './study-days.ts'

const minute = 60_000
const day = 86_400_000
const start = Date.parse('2026-03-10T12:00:00Z')

function context(changes: Partial<Preset> = {}, now = start): ScheduleContext {
  const preset = { ...defaultSettings.presets.cards, ...changes }
  return { now, days: createStudyDays(4, 'UTC'), preset, fsrs: createFsrs(preset) }
}

/** Reviews a card in turn, each `gap` days after the last. */
function studied(
  ratings: readonly { rating: Rating; gap: number }[],
  changes: Partial<Preset> = {},
): CardRow {
  let card = newCardRow('card')
  let now = start
  for (const { rating, gap } of ratings) {
    now += gap * day
    card = futuresOf(card, context(changes, now))[rating]
  }
  return card
}

const anyHistory = fc.array(
  fc.record({ rating: fc.constantFrom<Rating>(1, 2, 3, 4), gap: fc.integer({ min: 0, max: 900 }) }),
  { maxLength: 12 },
)

describe('learning steps', () => {
  it('are Anki’s: 1 min, 5.5 min, 10 min, then days', () => {
    const futures = futuresOf(newCardRow('card'), context())
    const wait = (rating: Rating): number => ((futures[rating].dueAt ?? 0) - start) / minute
    expect([wait(1), wait(2), wait(3)]).toEqual([1, 5.5, 10])
    expect(futures[4].state).toBe('review')
  })

  it('with one step, Hard waits half as long again', () => {
    const futures = futuresOf(newCardRow('card'), context({ learningSteps: [10] }))
    expect(((futures[2].dueAt ?? 0) - start) / minute).toBe(15)
    expect(futures[3].state).toBe('review')
  })

  it('without steps every rating gives days', () => {
    const futures = futuresOf(newCardRow('card'), context({ learningSteps: [], relearningSteps: [] }))
    for (const rating of [1, 2, 3, 4] as const) expect(futures[rating].state).toBe('review')
  })

  it('a lapse relearns, and Good brings it back to reviews', () => {
    const lapsed = studied([
      { rating: 4, gap: 0 },
      { rating: 1, gap: 10 },
    ])
    expect(lapsed).toMatchObject({ state: 'relearning', lapses: 1 })
    expect(futuresOf(lapsed, context({}, start + 10 * day + 10 * minute))[3].state).toBe('review')
  })
})

describe('intervals', () => {
  it('rise from Hard to Good to Easy, within the maximum, whatever happened before', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 0, max: 900 }), fc.boolean(), (history, gap, fuzz) => {
        const maximumInterval = 1000
        const card = studied(history, { fuzz, maximumInterval })
        fc.pre(card.state === 'review')
        const now = (card.lastReviewAt ?? start) + gap * day
        const futures = futuresOf(card, context({ fuzz, maximumInterval, relearningSteps: [] }, now))
        const [again, hard, good, easy] = [1, 2, 3, 4].map((r) => futures[r as Rating].interval)
        expect(again).toBeLessThanOrEqual(hard ?? 0)
        expect(hard).toBeLessThanOrEqual(good ?? 0)
        if ((good ?? 0) < maximumInterval) expect(good).toBeLessThan(easy ?? 0)
        expect(easy).toBeLessThanOrEqual(maximumInterval)
        expect(again).toBeGreaterThanOrEqual(1)
      }),
    )
  })

  it('are the same each time they are asked for', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const card = studied(history)
        expect(futuresOf(card, context())).toEqual(futuresOf(card, context()))
      }),
    )
  })

  it('fuzz moves them, and never beyond its range', () => {
    const fsrs = context().fsrs
    for (const interval of [1, 2])
      expect(fsrs.fuzzRange(interval, 0)).toEqual({ min: interval, max: interval })
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 5000 }), (interval) => {
        const { min, max } = fsrs.fuzzRange(interval, 0)
        expect(min).toBeLessThanOrEqual(interval)
        expect(max).toBeGreaterThanOrEqual(interval)
      }),
    )
    const cards = Array.from({ length: 60 }, (_, index) => ({
      ...studied([
        { rating: 3, gap: 0 },
        { rating: 3, gap: 0 },
        { rating: 3, gap: 30 },
      ]),
      cardId: `card-${index}`,
    }))
    const intervals = new Set(cards.map((card) => futuresOf(card, context({}, start + 60 * day))[3].interval))
    expect(intervals.size).toBeGreaterThan(3)
  })
})

describe('memory', () => {
  it('is that of ts-fsrs’s own scheduler where its UTC days are ours', () => {
    fc.assert(
      fc.property(
        anyHistory.filter(({ length }) => length > 0),
        (history) => {
          const theirs = tsFsrs({ enable_fuzz: false, enable_short_term: true })
          let now = start
          let card = createEmptyCard(new Date(now))
          for (const { rating, gap } of history) {
            now += gap * day
            const grade = Grades[rating - 1]
            if (grade === undefined) throw new Error('no such grade')
            card = theirs.next(card, new Date(now), grade).card
          }
          const ours = studied(history)
          expect(Math.abs((ours.stability ?? 0) - card.stability) / card.stability).toBeLessThan(1e-5)
          expect(Math.abs((ours.difficulty ?? 0) - card.difficulty)).toBeLessThan(1e-5)
        },
      ),
    )
  })

  it('a desired retention of 90 % makes the interval the stability', () => {
    const { fsrs } = context()
    expect(fsrs.interval(100)).toBe(100)
    expect(fsrs.retrievability(100, 100)).toBeCloseTo(0.9, 6)
    expect((1 + (fsrs.curve.factor * 37) / 100) ** fsrs.curve.decay).toBeCloseTo(
      fsrs.retrievability(100, 37),
      6,
    )
  })
})
