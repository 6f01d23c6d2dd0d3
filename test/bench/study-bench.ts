import { mkdtempSync, readFileSync, rmSync, writeFileSync, openSync, fsyncSync, closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmptyCard, fsrs, Rating, type Card } from 'ts-fsrs'
import { monotonicFactory } from 'ulid'
import { todayOf } from '../../src/core/progress/today.ts'
import { StudyService } from '../../src/core/study/study-service.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { catalogOf } from '../support/catalog.ts'
import { FakeClock } from '../support/fake-clock.ts'
import type { BenchRow } from './bench-row.ts'
import { median } from './bench-row.ts'
import { bigCards, fillBigFolder } from './big-folder.ts'

const now = Date.parse('2026-06-01T12:00:00Z')

/** The queue and one review at 100,000 notes and 360,000 reviews, against ts-fsrs on a JSON file, which is the least work. */
export async function benchStudy(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-bench-'))
  try {
    fillBigFolder(dataDir, now)
    const plain = plainFile(join(dataDir, 'plain.json'))
    const newId = monotonicFactory()
    const store = openStore({ dataDir, newId })
    const catalog = catalogOf(bigCards.map(({ cardId }) => cardId))
    const study = new StudyService({
      repository: store.study,
      settings: store.settings,
      catalog,
      clock: new FakeClock(now),
      timeZone: 'UTC',
      newId,
    })
    const queue = await median(15, () => {
      study.next(null)
    })
    const today = await median(7, () => {
      todayOf(store.study, catalog, study.context())
    })
    const plainQueue = await median(5, () => {
      plain.queue()
    })
    const review = await median(50, () => {
      const { item } = study.next(null)
      if (item === null) throw new Error('nothing is left to review')
      study.answer({
        cardId: item.card.id,
        rating: 3,
        revision: item.schedule.revision,
        requestId: newId(),
        durationMs: 1,
      })
    })
    const plainReview = await median(5, () => {
      plain.review()
    })
    store.close()
    return [
      {
        name: 'queue build, 100,000 notes, 360,000 reviews',
        ours: queue,
        alternative: { name: 'ts-fsrs over a JSON file: read, filter, sort', ms: plainQueue },
        note: 'counts, limits, siblings and the next card with its four futures',
      },
      {
        name: 'the Today screen at that size',
        ours: today,
        alternative: null,
        note: 'all counts, 12 weeks, 14 days, recall',
      },
      {
        name: 'next card and one review, synced to disk',
        ours: review,
        alternative: { name: 'ts-fsrs, JSON file written and synced', ms: plainReview },
        note: 'log, operation and row in one transaction, synchronous=FULL',
      },
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What one would write with ts-fsrs alone: every card in one JSON file. */
function plainFile(file: string): { queue: () => void; review: () => void } {
  const scheduler = fsrs()
  const cards: Record<string, Card> = Object.fromEntries(
    bigCards.map(({ cardId }, index) => [
      cardId,
      {
        ...createEmptyCard(new Date(now)),
        state: index < 90_000 ? 2 : 0,
        due: new Date(now + ((index % 90) - 1) * 86_400_000),
        stability: 10,
        difficulty: 5,
        reps: 4,
      },
    ]),
  )
  const write = (): void => {
    const handle = openSync(file, 'w')
    writeFileSync(handle, JSON.stringify(cards))
    fsyncSync(handle)
    closeSync(handle)
  }
  write()
  return {
    queue: () => {
      const read = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { due: string; state: number }>
      Object.entries(read)
        .filter(([, { due, state }]) => state === 2 && Date.parse(due) <= now)
        .sort(([, a], [, b]) => Date.parse(a.due) - Date.parse(b.due))
    },
    review: () => {
      const card = cards['note-0']
      if (card === undefined) throw new Error('no card')
      cards['note-0'] = scheduler.next(card, new Date(now), Rating.Good).card
      write()
    },
  }
}
