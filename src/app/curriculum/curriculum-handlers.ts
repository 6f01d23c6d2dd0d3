import type { CardView, ScheduleView } from '../../contract/cards.ts'
import type { Handlers } from '../../contract/contract.ts'
import type { TopicSummary } from '../../contract/curriculum.ts'
import {
  requireCard,
  TopicNotFoundError,
  type Curriculum,
  type Topic,
} from '../../core/curriculum/curriculum.ts'
import { searchCards } from '../../core/curriculum/search-cards.ts'
import { viewOfCard } from '../../core/curriculum/view-of-card.ts'

export interface CurriculumDeps {
  readonly curriculum: Curriculum
  /** A new card's schedule when it was never reviewed. */
  readonly scheduleOf: (cardId: string) => ScheduleView
  /** The same for many cards, in their order. */
  readonly schedulesOf: (cardIds: readonly string[]) => readonly ScheduleView[]
  /** The ticket by which doors name a lab; null when it is not a lab here. */
  readonly ticketOf: (labId: string) => string | null
  /** Tickets of the labs of a topic. */
  readonly ticketsOfTopic: (topic: string) => readonly string[]
}

type CurriculumCalls = 'topic.list' | 'topic.get' | 'card.list' | 'card.get' | 'card.search'

/** Answers the curriculum's calls. Errors: `curriculum.topic-not-found`, `curriculum.card-not-found`. */
export function createCurriculumHandlers(deps: CurriculumDeps): Handlers<CurriculumCalls> {
  const { curriculum } = deps
  const view = (id: string): CardView => viewOfCard(requireCard(curriculum, id), deps.ticketOf)
  return {
    'topic.list': async () => ({ topics: curriculum.topics.map((topic) => summaryOf(topic, deps)) }),
    'topic.get': async ({ id }) => {
      const topic = requireTopic(curriculum, id)
      return {
        ...summaryOf(topic, deps),
        body: topic.body,
        sections: topic.sections.map((section) => ({ id: section.id, title: section.title })),
        competencies: topic.competencies.flatMap((name) => {
          const found = curriculum.competencies.get(name)
          return found === undefined ? [] : [{ id: found.id, exam: found.exam, text: found.text }]
        }),
        sources: topic.sources.map((source) => ({ ...source })),
        kubernetes: topic.kubernetes,
      }
    },
    'card.list': async ({ topic }) => {
      const topics = topic === undefined ? curriculum.topics : [requireTopic(curriculum, topic)]
      const cards = topics.flatMap(({ cards: all }) => all)
      const schedules = deps.schedulesOf(cards.map(({ id }) => id))
      return {
        cards: cards.flatMap((card, index) => {
          const schedule = schedules[index]
          if (schedule === undefined) return []
          return [{ id: card.id, topic: card.topic, type: card.note.type, prompt: card.prompt, schedule }]
        }),
      }
    },
    'card.get': async ({ id }) => ({ card: view(id), schedule: deps.scheduleOf(id) }),
    'card.search': async ({ query }) => ({
      cards: searchCards(curriculum, query).map(({ id, topic, note, prompt }) => ({
        id,
        topic,
        type: note.type,
        prompt,
      })),
    }),
  }
}

function requireTopic(curriculum: Curriculum, id: string): Topic {
  const topic = curriculum.topics.find((candidate) => candidate.id === id)
  if (topic === undefined) throw new TopicNotFoundError(id)
  return topic
}

function summaryOf(topic: Topic, deps: CurriculumDeps): TopicSummary {
  const { id, title, summary, cards } = topic
  return { id, title, summary, cards: cards.length, labs: [...deps.ticketsOfTopic(id)] }
}
