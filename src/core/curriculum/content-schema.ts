import { z } from 'zod'
import { outcomeChoiceSchema } from '../../contract/cards.ts'

const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'An id is lower-case words and digits joined by single hyphens')

const textSchema = z.string().trim().min(1, 'Must not be empty')

const sourceSchema = z.strictObject({
  title: textSchema,
  url: z.url({ protocol: /^https$/, error: 'A source links over https' }).optional(),
})

const common = {
  id: idSchema,
  /** The reason behind the answer, Markdown. */
  why: textSchema,
  section: z.string().optional(),
  labs: z.array(idSchema).optional(),
  competencies: z.array(idSchema).optional(),
  sources: z.array(sourceSchema).min(1).optional(),
  tags: z.array(idSchema).optional(),
}

const noteShapes = {
  basic: z.strictObject({ ...common, type: z.literal('basic'), question: textSchema, answer: textSchema }),
  cloze: z.strictObject({ ...common, type: z.literal('cloze'), text: textSchema }),
  typed: z.strictObject({
    ...common,
    type: z.literal('typed'),
    question: textSchema,
    language: z.enum(['command', 'text']),
    answer: textSchema,
    accept: z.array(textSchema).optional(),
    /** Parts of the answer that the learner may fill with any one word, as `POD`. */
    placeholders: z.array(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'A placeholder is UPPER_CASE')).optional(),
  }),
  order: z.strictObject({
    ...common,
    type: z.literal('order'),
    question: textSchema,
    /** In the right order; shown shuffled. */
    steps: z.array(textSchema).min(3, 'Needs three steps or more'),
  }),
  predict: z.strictObject({
    ...common,
    type: z.literal('predict'),
    question: textSchema,
    choices: z.array(outcomeChoiceSchema.strict()).min(2, 'Needs two choices or more'),
    answer: textSchema,
  }),
  bug: z.strictObject({
    ...common,
    type: z.literal('bug'),
    question: textSchema,
    manifest: textSchema,
    /** 1-based lines of `manifest`. */
    lines: z.array(z.number().int().positive()).min(1),
    answer: textSchema,
    fixed: textSchema,
  }),
  output: z.strictObject({
    ...common,
    type: z.literal('output'),
    question: textSchema,
    command: textSchema,
    output: textSchema,
    choices: z.array(outcomeChoiceSchema.strict()).min(2, 'Needs two choices or more').optional(),
    answerChoice: z.string().optional(),
    answer: textSchema,
  }),
}

/** One entry of a topic's cards.yaml. */
export const noteSchema = z.discriminatedUnion('type', [
  noteShapes.basic,
  noteShapes.cloze,
  noteShapes.typed,
  noteShapes.order,
  noteShapes.predict,
  noteShapes.bug,
  noteShapes.output,
])
export type Note = z.infer<typeof noteSchema>

/** cards.yaml */
export const cardsFileSchema = z.strictObject({ cards: z.array(noteSchema) })

/** Front matter of page.md */
export const frontMatterSchema = z.strictObject({
  id: idSchema,
  title: textSchema,
  order: z.number().int(),
  summary: textSchema,
  /** The minor version that the page was checked against. */
  kubernetes: z.string().regex(/^1\.\d+$/, 'A Kubernetes minor version in quotes, as "1.35"'),
  competencies: z.array(idSchema),
  sources: z.array(sourceSchema).min(1),
})
export type FrontMatter = z.infer<typeof frontMatterSchema>

/** content/tombstones.yaml: ids that were in use once and never may be again. */
export const tombstonesSchema = z.strictObject({ removed: z.array(idSchema) })

const competencySchema = z.strictObject({
  id: idSchema,
  exam: textSchema,
  domain: textSchema,
  text: textSchema,
})
export type Competency = z.infer<typeof competencySchema>

/** content/competencies.yaml */
export const competenciesSchema = z.strictObject({ competencies: z.array(competencySchema) })

/** Every key that some entry of cards.yaml may have, for 'did you mean'. */
export const keysOfType: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(noteShapes).map(([type, shape]) => [type, Object.keys(shape.shape)]),
)
