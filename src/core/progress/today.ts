import type { Counts, DayReport, Today } from '../../contract/study.ts'
import type { CardCatalog } from '../study/card-catalog.ts'
import { labOfCard } from '../study/card-row.ts'
import { queueOf } from '../study/next-card.ts'
import type { StudyContext } from '../study/study-context.ts'
import { isoDay } from '../study/study-days.ts'
import type { StudyRepository } from '../study/study-repository.ts'

const historyDays = 84
const forecastDays = 14

/** Everything that the first screen says about today. */
export function todayOf(repository: StudyRepository, catalog: CardCatalog, context: StudyContext): Today {
  const { now, today, dayEndsAt, cards } = context
  const queue = queueOf(repository, context, null)
  const perDay = repository.reviewsPerDay(today - historyDays + 1, today)
  return {
    now,
    dayEndsAt,
    counts: queue.counts,
    nextLearningAt: queue.nextLearningAt,
    done: dayReport(repository, today),
    streak: repository.streak(today),
    history: daysFrom(today - historyDays + 1, historyDays).map((day) => ({
      day: isoDay(day),
      reviews: perDay.get(day) ?? 0,
    })),
    forecast: forecastOf(repository, today, forecastDays),
    topics: topicsOf(repository, catalog, context, cards.fsrs.curve),
    labs: labsOf(repository, catalog, context),
  }
}

export function dayReport(repository: StudyRepository, day: number): DayReport {
  return { ...repository.dayFigures(day), labsSolved: repository.labsSolvedOn(day) }
}

/** Study cards that fall due per day, today first, with what is overdue. */
export function forecastOf(
  repository: StudyRepository,
  today: number,
  days: number,
): { day: string; due: number }[] {
  const due = repository.duePerDay(today, days)
  return daysFrom(today, days).map((day) => ({ day: isoDay(day), due: due.get(day) ?? 0 }))
}

function topicsOf(
  repository: StudyRepository,
  catalog: CardCatalog,
  context: StudyContext,
  curve: { factor: number; decay: number },
): Today['topics'] {
  const standings = new Map(
    repository.topicStandings(context.today, curve).map((standing) => [standing.topic, standing]),
  )
  const solved = new Set(repository.labsSolved())
  return catalog.topics().map(({ id, title, labIds }) => {
    const standing = standings.get(id)
    const counts: Counts = queueOf(repository, context, id).counts
    return {
      id,
      title,
      counts,
      cards: standing?.cards ?? 0,
      seen: standing?.seen ?? 0,
      recall: standing?.recall ?? null,
      labs: labIds.length,
      labsSolved: labIds.filter((lab) => solved.has(lab)).length,
    }
  })
}

/** Labs that are due, the longest overdue first, then those that nobody has tried, in the curriculum's order. */
function labsOf(repository: StudyRepository, catalog: CardCatalog, context: StudyContext): Today['labs'] {
  const { today, dayEndsAt, labs } = context
  const rows = new Map(repository.labCards().map((row) => [labOfCard(row.cardId) ?? '', row]))
  const found = catalog.topics().flatMap(({ labIds }) =>
    labIds.flatMap((labId) => {
      const lab = catalog.lab(labId)
      const dueAt = rows.get(labId)?.dueAt ?? null
      if (lab === null || (dueAt !== null && dueAt >= dayEndsAt)) return []
      const overdueDays = dueAt === null ? 0 : Math.max(0, today - labs.days.dayOf(dueAt))
      return [{ ...lab, dueAt, overdueDays }]
    }),
  )
  return found.sort(
    (a, b) => Number(a.dueAt === null) - Number(b.dueAt === null) || b.overdueDays - a.overdueDays,
  )
}

function daysFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}
