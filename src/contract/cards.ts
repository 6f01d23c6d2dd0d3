import { z } from 'zod'

/** FSRS's four ratings: 1 Again, 2 Hard, 3 Good, 4 Easy. */
export const ratingSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export type Rating = z.infer<typeof ratingSchema>

/** `note-id` or, for one hole of a cloze, `note-id#c1`; a lab's card is `lab:<lab id>` and stays inside the core. */
export const cardIdSchema = z.string().min(1).max(200)

export const cardStateSchema = z.enum(['new', 'learning', 'review', 'relearning'])
export type CardState = z.infer<typeof cardStateSchema>

/** What happens to a packet or a look-up, as a 'predict' card asks it. */
export const outcomeChoiceSchema = z.object({ id: z.string(), label: z.string() })

const faces = {
  basic: z.object({ type: z.literal('basic'), question: z.string(), answer: z.string() }),
  cloze: z.object({
    type: z.literal('cloze'),
    /** The text in order; hidden parts are what is asked for now. Markdown inline, one line break per `\n`. */
    parts: z.array(z.object({ text: z.string(), hidden: z.boolean(), hint: z.string().optional() })),
  }),
  typed: z.object({
    type: z.literal('typed'),
    question: z.string(),
    /** A `command` is graded by what it would do, `text` by its words. */
    language: z.enum(['command', 'text']),
    answer: z.string(),
  }),
  order: z.object({
    type: z.literal('order'),
    question: z.string(),
    /** As shown, already shuffled; `answer` lists indexes into `steps` in the right order. */
    steps: z.array(z.string()).min(3),
    answer: z.array(z.number().int()),
  }),
  predict: z.object({
    type: z.literal('predict'),
    question: z.string(),
    choices: z.array(outcomeChoiceSchema).min(2),
    answer: z.string(),
  }),
  bug: z.object({
    type: z.literal('bug'),
    question: z.string(),
    manifest: z.string(),
    /** 1-based lines of `manifest`; marking any one of them is right. */
    lines: z.array(z.number().int().positive()).min(1),
    answer: z.string(),
    fixed: z.string(),
  }),
  output: z.object({
    type: z.literal('output'),
    question: z.string(),
    command: z.string(),
    output: z.string(),
    choices: z.array(outcomeChoiceSchema).min(2).optional(),
    answerChoice: z.string().optional(),
    answer: z.string(),
  }),
}

/** A card's two sides. Every string is Markdown unless its name says command, output or manifest. */
export const cardFaceSchema = z.discriminatedUnion('type', [
  faces.basic,
  faces.cloze,
  faces.typed,
  faces.order,
  faces.predict,
  faces.bug,
  faces.output,
])
export type CardFace = z.infer<typeof cardFaceSchema>

export const sourceSchema = z.object({ title: z.string(), url: z.string().optional() })

/** A study card as doors see it. */
export const cardViewSchema = z.object({
  id: cardIdSchema,
  topic: z.string(),
  topicTitle: z.string(),
  face: cardFaceSchema,
  /** The reason behind the answer (Markdown), shown after the reveal. */
  why: z.string(),
  /** Tickets of the labs that practise this card. */
  labs: z.array(z.string()),
  /** Anchor of the section of the topic's page that explains it. */
  section: z.string().optional(),
  competencies: z.array(z.string()),
  sources: z.array(sourceSchema),
  kubernetes: z.string(),
})
export type CardView = z.infer<typeof cardViewSchema>

/** Where a card stands in its schedule. Times are epoch milliseconds; intervals whole days. */
export const scheduleViewSchema = z.object({
  state: cardStateSchema,
  dueAt: z.number().nullable(),
  stability: z.number().nullable(),
  difficulty: z.number().nullable(),
  /** Probability of recall now, 0..1; null before the first review. */
  retrievability: z.number().nullable(),
  reps: z.number().int(),
  lapses: z.number().int(),
  lastReviewAt: z.number().nullable(),
  suspended: z.boolean(),
  buried: z.boolean(),
  leech: z.boolean(),
  flag: z.number().int().min(0).max(7),
  /** Rises with each change of the row; an answer names the one it saw. */
  revision: z.number().int(),
  note: z.string(),
})
export type ScheduleView = z.infer<typeof scheduleViewSchema>
