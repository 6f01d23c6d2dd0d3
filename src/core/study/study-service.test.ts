import { describe, expect, it } from 'vitest'
import { days, minutes } from '../../../test/support/fake-clock.ts'
import { studyBench, type StudyBench } from '../../../test/support/study-bench.ts'
import type { Rating } from '../../contract/cards.ts'
import { defaultSettings } from './settings.ts'

let request = 0
const newRequest = (): string => `request-${(request += 1)}`

function answer(
  { study }: Pick<StudyBench, 'study'>,
  cardId: string,
  rating: Rating,
  requestId = newRequest(),
) {
  const { revision } = study.scheduleOf(cardId)
  return study.answer({ cardId, rating, revision, requestId, durationMs: 1000 })
}

describe('the queue', () => {
  it('shows new cards in the curriculum’s order, up to the daily limit', () => {
    const bench = studyBench(['a', 'b', 'c'])
    bench.study.changeSettings({ presets: { cards: { newPerDay: 2 } } })
    expect(bench.study.next(null)).toMatchObject({ item: { card: { id: 'a' } }, counts: { new: 2, due: 0 } })
    answer(bench, 'a', 4)
    answer(bench, 'b', 4)
    expect(bench.study.next(null)).toMatchObject({ item: null, counts: { new: 0 } })
    bench.clock.advance(days(1))
    expect(bench.study.next(null).counts.new).toBe(1)
  })

  it('refuses a topic that is not there', () => {
    const bench = studyBench(['a'])
    expect(bench.study.next('dns').item?.card.id).toBe('a')
    expect(() => bench.study.next('nope')).toThrow(
      expect.objectContaining({ code: 'curriculum.topic-not-found', exit: 2 }),
    )
  })

  it('brings a learning card back after its step, and tells when while it waits', () => {
    const bench = studyBench(['a'])
    answer(bench, 'a', 3)
    const waiting = bench.study.next(null)
    expect(waiting.counts).toEqual({ new: 0, learning: 1, due: 0 })
    expect(waiting.nextLearningAt).toBe(bench.clock.now() + minutes(10))
    // Nothing else is left, so it comes ahead of its time.
    expect(waiting.item?.card.id).toBe('a')
    bench.clock.advance(minutes(10))
    answer(bench, 'a', 3)
    expect(bench.study.next(null).item).toBeNull()
    expect(bench.study.scheduleOf('a').state).toBe('review')
  })

  it('keeps siblings of a note a day apart', () => {
    const bench = studyBench(['n#c1', 'n#c2', 'z'])
    expect(bench.study.next(null).counts.new).toBe(2)
    answer(bench, 'n#c1', 4)
    expect(bench.study.next(null)).toMatchObject({ item: { card: { id: 'z' } }, counts: { new: 1 } })
    bench.clock.advance(days(1))
    expect(bench.study.next(null).item?.card.id).toBe('n#c2')
  })

  it('leaves out what is suspended, buried or not in the curriculum any more', () => {
    const bench = studyBench(['a', 'b', 'c'])
    bench.study.suspend({ cardId: 'a', suspended: true, requestId: newRequest() })
    bench.study.bury({ cardId: 'b', requestId: newRequest() })
    bench.store.study.syncCards(
      [
        { cardId: 'a', topic: 'dns' },
        { cardId: 'b', topic: 'dns' },
      ],
      'without c',
    )
    expect(bench.study.next(null)).toMatchObject({ item: null, counts: { new: 0, learning: 0, due: 0 } })
    bench.clock.advance(days(1))
    expect(bench.study.next(null).item?.card.id).toBe('b')
  })

  it('keeps the schedule of a card that left the curriculum and came back', () => {
    const bench = studyBench(['a', 'b'])
    answer(bench, 'a', 4)
    const before = bench.store.study.card('a')
    bench.store.study.syncCards([{ cardId: 'b', topic: 'dns' }], 'gone')
    bench.store.study.syncCards(
      [
        { cardId: 'b', topic: 'dns' },
        { cardId: 'a', topic: 'dns' },
      ],
      'back',
    )
    expect(bench.store.study.card('a')).toEqual(before)
  })

  it('a study day ends at four in the morning, local time', () => {
    const bench = studyBench(['a', 'b', 'c'], { at: '2026-01-10T02:30:00Z', timeZone: 'Europe/Berlin' })
    bench.study.changeSettings({ presets: { cards: { newPerDay: 1 } } })
    answer(bench, 'a', 4)
    expect(bench.study.next(null).item).toBeNull() // 3:30 in Berlin: still yesterday
    bench.clock.advance(minutes(31))
    expect(bench.study.next(null).item?.card.id).toBe('b')
  })
})

describe('learning ahead', () => {
  it('ends with the study day, as the counts do', () => {
    const bench = studyBench(['a'], { at: '2026-01-10T03:55:00Z' })
    answer(bench, 'a', 3)
    expect(bench.study.next(null)).toMatchObject({ item: null, counts: { new: 0, learning: 0, due: 0 } })
    bench.clock.advance(minutes(5))
    expect(bench.study.next(null)).toMatchObject({ item: { card: { id: 'a' } }, counts: { learning: 1 } })
  })
})

describe('a review', () => {
  it('is recorded once however often its request comes', () => {
    const bench = studyBench(['a'])
    const once = answer(bench, 'a', 3, 'the-request')
    const again = bench.study.answer({
      cardId: 'a',
      rating: 3,
      revision: 0,
      requestId: 'the-request',
      durationMs: 1000,
    })
    expect(again).toEqual(once)
    expect(bench.store.study.dayFigures(bench.study.context().today).reviews).toBe(1)
  })

  it('refuses a request id that was used for something else', () => {
    const bench = studyBench(['a', 'b'])
    answer(bench, 'a', 3, 'the-request')
    expect(() => answer(bench, 'b', 3, 'the-request')).toThrow(
      expect.objectContaining({ code: 'study.request-reused' }),
    )
  })

  it('refuses a card that another door has answered meanwhile', () => {
    const bench = studyBench(['a'])
    const other = bench.open()
    const { revision } = bench.study.scheduleOf('a')
    answer(other, 'a', 3)
    expect(() =>
      bench.study.answer({ cardId: 'a', rating: 3, revision, requestId: newRequest(), durationMs: 0 }),
    ).toThrow(expect.objectContaining({ code: 'study.stale-card' }))
    expect(bench.store.study.dayFigures(bench.study.context().today).reviews).toBe(1)
  })

  it('does what its button said', () => {
    const bench = studyBench(['a'])
    for (const rating of [3, 3, 3, 2, 4, 1, 3, 3] as const) {
      const row = bench.study.scheduleOf('a')
      const promised = bench.study.next(null).item?.choices.find((choice) => choice.rating === rating)
      const { schedule } = bench.study.answer({
        cardId: 'a',
        rating,
        revision: row.revision,
        requestId: newRequest(),
        durationMs: 0,
      })
      expect(schedule.dueAt).toBe(promised?.dueAt)
      bench.clock.advance((schedule.dueAt ?? 0) - bench.clock.now())
    }
  })

  it('makes a leech of a card that lapses too often, and suspends it', () => {
    const bench = studyBench(['a'])
    bench.study.changeSettings({ presets: { cards: { leechThreshold: 2 } } })
    answer(bench, 'a', 4)
    const becameLeech: boolean[] = []
    for (let lapse = 0; lapse < 2; lapse += 1) {
      bench.clock.advance(days(400))
      becameLeech.push(answer(bench, 'a', 1).becameLeech)
      if (lapse === 0) answer(bench, 'a', 4)
    }
    expect(becameLeech).toEqual([false, true])
    expect(bench.study.scheduleOf('a')).toMatchObject({ leech: true, suspended: true, lapses: 2 })
    // Resumed and forgotten again, it is suspended again, and that is told.
    bench.study.suspend({ cardId: 'a', suspended: false, requestId: 'resume-it' })
    answer(bench, 'a', 4)
    bench.clock.advance(days(400))
    expect(answer(bench, 'a', 1)).toMatchObject({ becameLeech: true, schedule: { suspended: true } })
  })
})

describe('undo', () => {
  it('puts every column back but the revision, one change after the other', () => {
    const bench = studyBench(['a', 'b'])
    const rows = [bench.store.study.card('a')]
    answer(bench, 'a', 3)
    rows.push(bench.store.study.card('a'))
    bench.study.flag({ cardId: 'a', flag: 3, requestId: newRequest() })
    rows.push(bench.store.study.card('a'))
    bench.study.setDue({ cardId: 'a', inDays: 7, requestId: newRequest() })
    for (const row of rows.reverse()) {
      expect(bench.study.undo(newRequest()).undone?.cardId).toBe('a')
      const { revision, ...fields } = bench.store.study.card('a') ?? {}
      const { revision: before, ...wanted } = row ?? {}
      expect(fields).toEqual(wanted)
      expect(Number(revision)).toBeGreaterThan(Number(before))
    }
    expect(bench.study.undo(newRequest())).toEqual({ undone: null })
    expect(bench.store.study.dayFigures(bench.study.context().today).reviews).toBe(0)
  })

  it('once however often its request comes, and leaves labs alone', () => {
    const bench = studyBench(['a', 'b'])
    answer(bench, 'a', 3)
    answer(bench, 'b', 3)
    bench.study.recordLabReview({ labId: 'lab-a', rating: 3, durationMs: 1, requestId: newRequest() })
    const undone = { kind: 'review', cardId: 'b', label: 'Review taken back' }
    expect(bench.study.undo('undo-request')).toEqual({ undone })
    expect(bench.study.undo('undo-request')).toEqual({ undone })
    expect(bench.study.scheduleOf('a').reps).toBe(1)
    expect(bench.study.labStanding('lab-a').attempts).toBe(1)
  })
})

describe('a lab', () => {
  it('is scheduled in days, without steps, and graded anew from where it stood', () => {
    const bench = studyBench([])
    const choices = bench.study.previewLabChoices('lab-a')
    const { reviewId, dueAt } = bench.study.recordLabReview({
      labId: 'lab-a',
      rating: 2,
      durationMs: 60_000,
      requestId: newRequest(),
    })
    expect(dueAt).toBe(choices[1]?.dueAt)
    expect(dueAt).toBeGreaterThan(bench.clock.now() + minutes(60))
    const regraded = bench.study.replaceLabReview({ reviewId, rating: 4, requestId: newRequest() })
    expect(regraded.dueAt).toBe(choices[3]?.dueAt)
    expect(bench.study.labStanding('lab-a')).toMatchObject({ attempts: 1, solved: true })
    expect(() => bench.study.replaceLabReview({ reviewId, rating: 1, requestId: newRequest() })).toThrow(
      expect.objectContaining({ code: 'study.grade-settled' }),
    )
  })
})

describe('settings', () => {
  it('merge key by key, are kept, and are told to every process', () => {
    const bench = studyBench(['a'])
    const other = bench.open()
    bench.study.changeSettings({ theme: 'dark', presets: { cards: { desiredRetention: 0.85 } } })
    expect(other.study.settings()).toMatchObject({
      theme: 'dark',
      rolloverHour: 4,
      presets: { cards: { desiredRetention: 0.85, newPerDay: 20 }, labs: { desiredRetention: 0.9 } },
    })
  })

  it('are kept as far as they differ, so that a later version’s defaults still come', () => {
    const bench = studyBench(['a'])
    bench.study.changeSettings({ theme: 'dark', presets: { cards: { desiredRetention: 0.85 } } })
    expect(bench.store.settings.stored()).toEqual({
      theme: 'dark',
      presets: { cards: { desiredRetention: 0.85 }, labs: {} },
    })
    // A page sends everything that it shows.
    bench.study.changeSettings({ theme: 'system', presets: defaultSettings.presets })
    expect(bench.store.settings.stored()).toEqual({})
  })

  it('are refused as a whole when one value does not fit', () => {
    const bench = studyBench(['a'])
    expect(() => bench.study.changeSettings({ theme: 'dark', rolloverHour: 31 })).toThrow()
    expect(bench.study.settings()).toMatchObject({ theme: 'system', rolloverHour: 4 })
  })
})
