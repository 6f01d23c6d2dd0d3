import { z } from 'zod'
import { cardIdSchema, cardViewSchema, scheduleViewSchema, sourceSchema } from './cards.ts'
import { defineCall } from './define.ts'

export const topicSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  cards: z.number().int(),
  labs: z.array(z.string()),
})
export type TopicSummary = z.infer<typeof topicSummarySchema>

export const curriculumCalls = {
  'topic.list': defineCall(z.object({}), z.object({ topics: z.array(topicSummarySchema) })),
  'topic.get': defineCall(
    z.object({ id: z.string() }),
    topicSummarySchema.extend({
      /** Markdown with tables, fenced commands and mermaid blocks. */
      body: z.string(),
      /** Second-level headings of the body, in order, with their anchors. */
      sections: z.array(z.object({ id: z.string(), title: z.string() })),
      competencies: z.array(z.object({ id: z.string(), exam: z.string(), text: z.string() })),
      sources: z.array(sourceSchema),
      kubernetes: z.string(),
    }),
  ),
  'card.list': defineCall(
    z.object({ topic: z.string().optional() }),
    z.object({
      cards: z.array(
        z.object({
          id: cardIdSchema,
          topic: z.string(),
          type: z.string(),
          /** The question on one line, without Markdown. */
          prompt: z.string(),
          schedule: scheduleViewSchema,
        }),
      ),
    }),
  ),
  'card.get': defineCall(
    z.object({ id: cardIdSchema }),
    z.object({ card: cardViewSchema, schedule: scheduleViewSchema }),
  ),
  /** Cards whose text contains every word of the query, case folded. */
  'card.search': defineCall(
    z.object({ query: z.string().min(1).max(500) }),
    z.object({
      cards: z.array(z.object({ id: cardIdSchema, topic: z.string(), type: z.string(), prompt: z.string() })),
    }),
  ),
}
