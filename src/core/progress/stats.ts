import type { Rating } from '../../contract/cards.ts'
import type { CallOutput } from '../../contract/contract.ts'
import type { CardCatalog } from '../study/card-catalog.ts'
import type { StudyContext } from '../study/study-context.ts'
import type { StudyRepository } from '../study/study-repository.ts'

const days = 30
const ratings: readonly Rating[] = [1, 2, 3, 4]

/** Card counts, reviews and true retention (share of review-state cards not answered Again, as in Anki's statistics). */
export function statsOf(
  repository: StudyRepository,
  catalog: CardCatalog,
  { today, settings }: StudyContext,
): CallOutput<'progress.stats'> {
  const totals = repository.totals(today)
  const { new: fresh, learning, review, relearning } = totals.byState
  const answers = repository.answersSince(today - days + 1)
  const { young, mature } = repository.retentionSince(today - days + 1)
  const labIds = catalog.topics().flatMap((topic) => topic.labIds)
  const solved = new Set(repository.labsSolved())
  return {
    cards: {
      total: fresh + learning + review + relearning,
      new: fresh,
      learning: learning + relearning,
      young: review - totals.mature,
      mature: totals.mature,
      suspended: totals.suspended,
      leeches: totals.leeches,
    },
    reviews: { total: totals.reviews, last30Days: totals.reviewsSince30 },
    trueRetention: {
      young: share(young),
      mature: share(mature),
      all: share({ total: young.total + mature.total, passed: young.passed + mature.passed }),
    },
    desiredRetention: settings.presets.cards.desiredRetention,
    answers: ratings.map((rating) => ({ rating, count: answers.get(rating) ?? 0 })),
    labs: { total: labIds.length, solved: labIds.filter((lab) => solved.has(lab)).length },
  }
}

function share({ total, passed }: { total: number; passed: number }): number | null {
  return total === 0 ? null : passed / total
}
