import type { CardView } from '../../contract/cards.ts'
import type { Card } from './curriculum.ts'

/** A card as doors see it; labs become tickets, and a lab without one is left out. */
export function viewOfCard(card: Card, ticketOf: (labId: string) => string | null): CardView {
  return {
    id: card.id,
    topic: card.topic,
    topicTitle: card.topicTitle,
    face: card.face,
    why: card.why,
    labs: card.labs.flatMap((lab) => ticketOf(lab) ?? []),
    ...(card.section === null ? {} : { section: card.section }),
    competencies: [...card.competencies],
    sources: card.sources.map((source) => ({ ...source })),
    kubernetes: card.kubernetes,
  }
}
