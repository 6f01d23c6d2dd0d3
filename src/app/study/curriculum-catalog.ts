import type { Curriculum } from '../../core/curriculum/curriculum.ts'
import { requireCard } from '../../core/curriculum/curriculum.ts'
import { gradeAttempt } from '../../core/curriculum/grading/grade-attempt.ts'
import { viewOfCard } from '../../core/curriculum/view-of-card.ts'
import type { LabCatalog } from '../../core/labs/lab.ts'
import type { CardCatalog } from '../../core/study/card-catalog.ts'

/** The curriculum and its labs as study sees them. */
export function createCardCatalog(curriculum: Curriculum, labs: LabCatalog): CardCatalog {
  const topics = curriculum.topics.map(({ id, title, cards }) => ({
    id,
    title,
    cardIds: cards.map((card) => card.id),
    labIds: labs.labs.filter((lab) => lab.topic === id).map((lab) => lab.id),
  }))
  return {
    topics: () => topics,
    view: (cardId) => {
      const card = curriculum.cards.get(cardId)
      return card === undefined ? null : viewOfCard(card, (labId) => labs.find(labId)?.ticket ?? null)
    },
    grade: (cardId, attempt) => gradeAttempt(requireCard(curriculum, cardId), attempt),
    lab: (labId) => {
      const lab = labs.find(labId)
      return lab === null
        ? null
        : { ticket: lab.ticket, title: lab.title, topic: lab.topic, minutes: lab.minutes }
    },
  }
}

/** Tells the store which cards there are, when they are not the ones it knows. */
export function catalogCards(catalog: CardCatalog): { cardId: string; topic: string }[] {
  return catalog.topics().flatMap(({ id, cardIds }) => cardIds.map((cardId) => ({ cardId, topic: id })))
}
