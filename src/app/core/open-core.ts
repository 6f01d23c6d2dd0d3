import { createHash } from 'node:crypto'
import { monotonicFactory } from 'ulid'
import type { Clock } from '../../core/clock.ts'
import type { Curriculum } from '../../core/curriculum/curriculum.ts'
import { loadCurriculum } from '../../core/curriculum/load-curriculum.ts'
import type { LabCatalog } from '../../core/labs/lab.ts'
import { loadLabs } from '../../core/labs/load-labs.ts'
import type { CardCatalog } from '../../core/study/card-catalog.ts'
import { StudyService } from '../../core/study/study-service.ts'
import { openStore, type Store } from '../../storage/open-store.ts'
import { findContentFolder } from '../curriculum/find-content-folder.ts'
import { openContentFolder } from '../curriculum/open-content-folder.ts'
import { catalogCards, createCardCatalog } from '../study/curriculum-catalog.ts'

/** What every process on a data folder has: its store, the curriculum, the labs and studying. */
export interface Core {
  readonly store: Store
  readonly curriculum: Curriculum
  readonly labs: LabCatalog
  readonly catalog: CardCatalog
  readonly study: StudyService
}

/** Opens the data folder's store and the content (the program's own when `contentDir` is null). */
export async function openCore(options: {
  readonly dataDir: string
  readonly clock: Clock
  readonly contentDir: string | null
}): Promise<Core> {
  const { dataDir, clock } = options
  const files = openContentFolder(options.contentDir ?? findContentFolder())
  const [curriculum, labs] = await Promise.all([loadCurriculum(files, 'kubedrill'), loadLabs(files)])
  const newId = monotonicFactory()
  const catalog = createCardCatalog(curriculum, labs)
  const cards = catalogCards(catalog)
  const store = openStore({ dataDir, newId })
  try {
    store.study.syncCards(cards, createHash('sha256').update(JSON.stringify(cards)).digest('hex'))
  } catch (error) {
    store.close()
    throw error
  }
  const study = new StudyService({
    repository: store.study,
    settings: store.settings,
    catalog,
    clock,
    newId,
  })
  return { store, curriculum, labs, catalog, study }
}
