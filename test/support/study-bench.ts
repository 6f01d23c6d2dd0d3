import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import { onTestFinished } from 'vitest'
import type { CardCatalog } from '../../src/core/study/card-catalog.ts'
import { StudyService } from '../../src/core/study/study-service.ts'
import { openStore, type Store } from '../../src/storage/open-store.ts'
import { catalogOf } from './catalog.ts'
import { FakeClock } from './fake-clock.ts'

export interface StudyBench {
  readonly dataDir: string
  readonly store: Store
  readonly study: StudyService
  readonly catalog: CardCatalog
  readonly clock: FakeClock
  /** Another process's view of the same folder. */
  open(): { store: Store; study: StudyService }
}

/** Studying on a real database in a folder of its own, with `cardIds` as the curriculum. */
export function studyBench(
  cardIds: readonly string[],
  options: { at?: string; timeZone?: string } = {},
): StudyBench {
  const dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-study-'))
  const clock = new FakeClock(options.at ?? '2026-03-10T12:00:00Z')
  const catalog = catalogOf(cardIds)
  const opened: Store[] = []
  const open = (): { store: Store; study: StudyService } => {
    const newId = monotonicFactory()
    const store = openStore({ dataDir, newId })
    opened.push(store)
    store.study.syncCards(
      cardIds.map((cardId) => ({ cardId, topic: 'dns' })),
      cardIds.join(),
    )
    const study = new StudyService({
      repository: store.study,
      settings: store.settings,
      catalog,
      clock,
      timeZone: options.timeZone ?? 'UTC',
      newId,
    })
    return { store, study }
  }
  const first = open()
  onTestFinished(() => {
    for (const store of opened) store.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return { dataDir, ...first, catalog, clock, open }
}
