import type { Handlers } from '../../contract/contract.ts'
import { statsOf } from '../../core/progress/stats.ts'
import { dayReport, forecastOf, todayOf } from '../../core/progress/today.ts'
import type { CardCatalog } from '../../core/study/card-catalog.ts'
import type { StudyRepository } from '../../core/study/study-repository.ts'
import type { StudyService } from '../../core/study/study-service.ts'

type StudyCalls =
  | 'study.today'
  | 'study.next'
  | 'study.attempt'
  | 'study.answer'
  | 'study.undo'
  | 'study.suspend'
  | 'study.bury'
  | 'study.flag'
  | 'study.setDue'
  | 'study.editNote'
  | 'progress.stats'
  | 'progress.forecast'
  | 'settings.get'
  | 'settings.set'

export interface StudyHandlerDependencies {
  readonly study: StudyService
  readonly repository: StudyRepository
  readonly catalog: CardCatalog
  /** Called after each change. */
  readonly onChanged: () => void
}

/** Answers the calls that study, tell progress and change settings. */
export function createStudyHandlers(deps: StudyHandlerDependencies): Handlers<StudyCalls> {
  const { study, repository, catalog, onChanged } = deps
  const changed = <T>(result: T): T => {
    onChanged()
    return result
  }
  return {
    'study.today': async () => todayOf(repository, catalog, study.context()),
    'study.next': async ({ topic }) => ({
      ...study.next(topic ?? null),
      done: dayReport(repository, study.context().today),
    }),
    'study.attempt': async ({ cardId, attempt }) => catalog.grade(cardId, attempt),
    'study.answer': async (input) => changed(study.answer(input)),
    'study.undo': async ({ requestId }) => changed(study.undo(requestId)),
    'study.suspend': async (input) => changed(study.suspend(input)),
    'study.bury': async (input) => changed(study.bury(input)),
    'study.flag': async (input) => changed(study.flag(input)),
    'study.setDue': async (input) => changed(study.setDue(input)),
    'study.editNote': async (input) => changed(study.editNote(input)),
    'progress.stats': async () => statsOf(repository, catalog, study.context()),
    'progress.forecast': async ({ days }) => ({
      days: forecastOf(repository, study.context().today, days),
    }),
    'settings.get': async () => study.settings(),
    'settings.set': async ({ changes }) => changed(study.changeSettings(changes)),
  }
}
