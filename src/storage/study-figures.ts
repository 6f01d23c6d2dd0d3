import { ratingSchema, type Rating } from '../contract/cards.ts'
import type { CardRow } from '../core/study/card-row.ts'
import { labOfCard } from '../core/study/card-row.ts'
import type {
  DayFigures,
  QueueLimits,
  StudyRepository,
  Totals,
  TopicStanding,
} from '../core/study/study-repository.ts'
import { rowOf, type CardColumns } from './card-columns.ts'
import type { Connection } from './connect.ts'

type StudyFigures = Pick<
  StudyRepository,
  | 'dayFigures'
  | 'limitsUsed'
  | 'reviewsPerDay'
  | 'streak'
  | 'duePerDay'
  | 'topicStandings'
  | 'labCards'
  | 'labsSolved'
  | 'labsSolvedOn'
  | 'totals'
  | 'answersSince'
  | 'retentionSince'
>

/** A review-state card is mature from this interval on, in days (Anki's manual, 'Card counts'). */
const matureDays = 21

/** What was studied, and what will be. Lab reviews are left out unless a name says otherwise. */
export function createStudyFigures(connection: Connection): StudyFigures {
  const day = connection.prepare<
    [number],
    { reviews: number; new: number | null; again: number | null; ms: number | null }
  >(
    `SELECT count(*) AS reviews, sum(state_before = 'new') AS new, sum(rating = 1) AS again, sum(duration_ms) AS ms
     FROM reviews WHERE day = ? AND is_lab = 0 AND undone = 0`,
  )
  const used = connection.prepare<[number], { new: number | null; reviews: number | null }>(
    `SELECT sum(state_before = 'new') AS new, sum(state_before = 'review') AS reviews
     FROM reviews WHERE day = ? AND is_lab = 0 AND undone = 0`,
  )
  const perDay = connection.prepare<[number, number], { day: number; n: number }>(
    `SELECT day, count(*) AS n FROM reviews WHERE day BETWEEN ? AND ? AND is_lab = 0 AND undone = 0 GROUP BY day`,
  )
  const studied = connection.prepare<[number], { n: number }>(
    'SELECT EXISTS (SELECT 1 FROM reviews WHERE day = ? AND is_lab IN (0, 1) AND undone = 0) AS n',
  )
  const due = connection.prepare<[number, number, number], { day: number; n: number }>(
    `SELECT max(due_day, ?) AS day, count(*) AS n FROM cards
     WHERE state = 'review' AND due_day < ? + ? AND position IS NOT NULL AND is_lab = 0 AND suspended = 0 GROUP BY 1`,
  )
  const standings = connection.prepare<
    [{ today: number; factor: number; decay: number }],
    { topic: string; cards: number; seen: number; recall: number | null }
  >(
    `SELECT topic, count(*) AS cards, count(stability) AS seen,
       avg(pow(1 + @factor * max(0, @today - last_review_day) / stability, @decay)) AS recall
     FROM cards WHERE position IS NOT NULL AND is_lab = 0 AND topic IS NOT NULL GROUP BY topic`,
  )
  const labs = connection.prepare<[], CardColumns>('SELECT * FROM cards WHERE is_lab = 1')
  const solved = connection.prepare<[], { card_id: string }>(
    'SELECT DISTINCT card_id FROM reviews WHERE is_lab = 1 AND rating > 1 AND undone = 0',
  )
  const solvedOn = connection.prepare<[number], { n: number }>(
    'SELECT count(*) AS n FROM reviews WHERE day = ? AND is_lab = 1 AND rating > 1 AND undone = 0',
  )
  const states = connection.prepare<
    [],
    { state: string; n: number; mature: number; suspended: number; leeches: number }
  >(
    `SELECT state, count(*) AS n, sum(state = 'review' AND interval >= ${matureDays}) AS mature,
       sum(suspended) AS suspended, sum(leech) AS leeches
     FROM cards WHERE position IS NOT NULL AND is_lab = 0 GROUP BY state`,
  )
  const reviewCount = connection.prepare<[number], { n: number; recent: number | null }>(
    'SELECT count(*) AS n, sum(day > ?) AS recent FROM reviews WHERE is_lab = 0 AND undone = 0',
  )
  const answers = connection.prepare<[number], { rating: number; n: number }>(
    'SELECT rating, count(*) AS n FROM reviews WHERE day >= ? AND is_lab = 0 AND undone = 0 GROUP BY rating',
  )
  const retention = connection.prepare<[number], { mature: number; n: number; passed: number }>(
    `SELECT interval_before >= ${matureDays} AS mature, count(*) AS n, sum(rating > 1) AS passed
     FROM reviews WHERE day >= ? AND is_lab = 0 AND undone = 0 AND state_before = 'review' GROUP BY 1`,
  )
  return {
    dayFigures: (number: number): DayFigures => {
      const found = day.get(number)
      return {
        reviews: found?.reviews ?? 0,
        newCards: found?.new ?? 0,
        again: found?.again ?? 0,
        durationMs: found?.ms ?? 0,
      }
    },
    limitsUsed: (number: number): QueueLimits => {
      const found = used.get(number)
      return { new: found?.new ?? 0, reviews: found?.reviews ?? 0 }
    },
    reviewsPerDay: (from: number, to: number): ReadonlyMap<number, number> =>
      new Map(perDay.all(from, to).map(({ day: number, n }) => [number, n])),
    streak: (today: number): number => {
      const didStudy = (number: number): boolean => studied.get(number)?.n === 1
      let from = didStudy(today) ? today : today - 1
      let length = 0
      while (didStudy(from)) {
        length += 1
        from -= 1
      }
      return length
    },
    duePerDay: (today: number, days: number): ReadonlyMap<number, number> =>
      new Map(due.all(today, today, days).map(({ day: number, n }) => [number, n])),
    topicStandings: (today: number, curve: { factor: number; decay: number }): TopicStanding[] =>
      standings.all({ today, ...curve }),
    labCards: (): CardRow[] => labs.all().map(rowOf),
    labsSolved: (): string[] => solved.all().flatMap(({ card_id }) => labOfCard(card_id) ?? []),
    labsSolvedOn: (number: number): number => solvedOn.get(number)?.n ?? 0,
    totals: (today: number): Totals => {
      const rows = states.all()
      const of = (state: string): number => rows.find((row) => row.state === state)?.n ?? 0
      const sum = (key: 'mature' | 'suspended' | 'leeches'): number =>
        rows.reduce((total, row) => total + row[key], 0)
      const reviews = reviewCount.get(today - 30)
      return {
        byState: {
          new: of('new'),
          learning: of('learning'),
          review: of('review'),
          relearning: of('relearning'),
        },
        mature: sum('mature'),
        suspended: sum('suspended'),
        leeches: sum('leeches'),
        reviews: reviews?.n ?? 0,
        reviewsSince30: reviews?.recent ?? 0,
      }
    },
    answersSince: (from: number): ReadonlyMap<Rating, number> =>
      new Map(answers.all(from).map(({ rating, n }) => [ratingSchema.parse(rating), n])),
    retentionSince: (from: number): Record<'young' | 'mature', { total: number; passed: number }> => {
      const rows = retention.all(from)
      const of = (mature: number): { total: number; passed: number } => {
        const row = rows.find((candidate) => candidate.mature === mature)
        return { total: row?.n ?? 0, passed: row?.passed ?? 0 }
      }
      return { young: of(0), mature: of(1) }
    },
  }
}
