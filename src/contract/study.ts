import { z } from 'zod'
import { cardIdSchema, cardViewSchema, ratingSchema, scheduleViewSchema } from './cards.ts'
import { defineCall } from './define.ts'

/** Made once by the client for one act; a retried call with the same id acts once. */
export const requestIdSchema = z.string().min(8).max(64)

export const countsSchema = z.object({
  new: z.number().int(),
  learning: z.number().int(),
  due: z.number().int(),
})
export type Counts = z.infer<typeof countsSchema>

/** What a button would do. `label` is the next interval as the learner reads it: `<1m`, `10m`, `4d`, `2.1mo`. */
export const choicePreviewSchema = z.object({
  rating: ratingSchema,
  dueAt: z.number(),
  label: z.string(),
})

/** One card to study now, with its four futures. */
export const studyItemSchema = z.object({
  card: cardViewSchema,
  schedule: scheduleViewSchema,
  choices: z.array(choicePreviewSchema).length(4),
})
export type StudyItem = z.infer<typeof studyItemSchema>

export const dayReportSchema = z.object({
  reviews: z.number().int(),
  newCards: z.number().int(),
  again: z.number().int(),
  durationMs: z.number(),
  labsSolved: z.number().int(),
})
export type DayReport = z.infer<typeof dayReportSchema>

/** What a lab's schedule looks like to a learner; the lab itself is named by its ticket. */
export const dueLabSchema = z.object({
  ticket: z.string(),
  title: z.string(),
  topic: z.string(),
  dueAt: z.number().nullable(),
  minutes: z.number().int(),
  overdueDays: z.number().int(),
})

export const todaySchema = z.object({
  now: z.number(),
  /** When the study day ends (the next rollover), epoch ms. */
  dayEndsAt: z.number(),
  counts: countsSchema,
  /** When the next learning card of today comes up, if one is waiting; epoch ms. */
  nextLearningAt: z.number().nullable(),
  done: dayReportSchema,
  /** Consecutive study days up to today (today counts once something was reviewed). */
  streak: z.number().int(),
  /** Reviews per local day for the last 12 weeks, oldest first, today last. */
  history: z.array(z.object({ day: z.string(), reviews: z.number().int() })),
  /** Cards that fall due per day, today first. */
  forecast: z.array(z.object({ day: z.string(), due: z.number().int() })),
  topics: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      counts: countsSchema,
      cards: z.number().int(),
      seen: z.number().int(),
      /** Mean retrievability of seen cards, 0..1; null when none was seen. */
      recall: z.number().nullable(),
      labs: z.number().int(),
      labsSolved: z.number().int(),
    }),
  ),
  labs: z.array(dueLabSchema),
})
export type Today = z.infer<typeof todaySchema>

/** What the learner did before the reveal, by card type. */
export const attemptSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('typed'), text: z.string().max(4000) }),
  z.object({ type: z.literal('order'), order: z.array(z.number().int()) }),
  z.object({ type: z.literal('choice'), choice: z.string() }),
  z.object({ type: z.literal('line'), line: z.number().int() }),
])
export type Attempt = z.infer<typeof attemptSchema>

export const verdictSchema = z.object({
  verdict: z.enum(['correct', 'close', 'wrong']),
  /** One sentence on why: 'does the same: -n is --namespace', 'asks for another namespace'. */
  feedback: z.string(),
})
export type Verdict = z.infer<typeof verdictSchema>

export const studyCalls = {
  'study.today': defineCall(z.object({}), todaySchema),
  /** The next card of the queue, of one topic or of all; null when today is finished (learning cards may still wait). */
  'study.next': defineCall(
    z.object({ topic: z.string().optional() }),
    z.object({
      item: studyItemSchema.nullable(),
      counts: countsSchema,
      nextLearningAt: z.number().nullable(),
      done: dayReportSchema,
    }),
  ),
  /** Grades an attempt; changes nothing. */
  'study.attempt': defineCall(z.object({ cardId: cardIdSchema, attempt: attemptSchema }), verdictSchema),
  /** Records a review. Synced to disk before it answers. Error `study.stale-card` when `revision` is not the row's. */
  'study.answer': defineCall(
    z.object({
      cardId: cardIdSchema,
      rating: ratingSchema,
      revision: z.number().int(),
      requestId: requestIdSchema,
      /** Time from question to rating, ms. */
      durationMs: z.number().min(0),
    }),
    z.object({ reviewId: z.string(), schedule: scheduleViewSchema, becameLeech: z.boolean() }),
  ),
  /** Takes back the newest change that has not been undone; null when there is none. */
  'study.undo': defineCall(
    z.object({ requestId: requestIdSchema }),
    z.object({
      undone: z.object({ kind: z.string(), cardId: z.string(), label: z.string() }).nullable(),
    }),
  ),
  'study.suspend': defineCall(
    z.object({ cardId: cardIdSchema, suspended: z.boolean(), requestId: requestIdSchema }),
    scheduleViewSchema,
  ),
  /** Hides a card until the next study day. */
  'study.bury': defineCall(
    z.object({ cardId: cardIdSchema, requestId: requestIdSchema }),
    scheduleViewSchema,
  ),
  'study.flag': defineCall(
    z.object({
      cardId: cardIdSchema,
      flag: z.number().int().min(0).max(7),
      requestId: requestIdSchema,
    }),
    scheduleViewSchema,
  ),
  /** `inDays` 0 is today. */
  'study.setDue': defineCall(
    z.object({
      cardId: cardIdSchema,
      inDays: z.number().int().min(0).max(36500),
      requestId: requestIdSchema,
    }),
    scheduleViewSchema,
  ),
  /** The learner's own note on a card (Markdown), kept apart from the curriculum. */
  'study.editNote': defineCall(
    z.object({ cardId: cardIdSchema, note: z.string().max(20000), requestId: requestIdSchema }),
    scheduleViewSchema,
  ),
  'progress.stats': defineCall(
    z.object({}),
    z.object({
      cards: z.object({
        total: z.number().int(),
        new: z.number().int(),
        learning: z.number().int(),
        young: z.number().int(),
        mature: z.number().int(),
        suspended: z.number().int(),
        leeches: z.number().int(),
      }),
      reviews: z.object({ total: z.number().int(), last30Days: z.number().int() }),
      /** Share of reviews of review-state cards that were not Again, last 30 days; null without any. */
      trueRetention: z.object({
        young: z.number().nullable(),
        mature: z.number().nullable(),
        all: z.number().nullable(),
      }),
      desiredRetention: z.number(),
      answers: z.array(z.object({ rating: ratingSchema, count: z.number().int() })),
      labs: z.object({ total: z.number().int(), solved: z.number().int() }),
    }),
  ),
  'progress.forecast': defineCall(
    z.object({ days: z.number().int().min(1).max(365) }),
    z.object({ days: z.array(z.object({ day: z.string(), due: z.number().int() })) }),
  ),
}
