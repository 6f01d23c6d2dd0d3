import type { CardView } from '../../contract/cards.ts'
import type { Attempt, Verdict } from '../../contract/study.ts'

/** What study needs to know of the curriculum. */
export interface CardCatalog {
  /** In the order in which new cards come. */
  topics(): readonly CatalogTopic[]
  /** Null: not in the curriculum any more; never scheduled or shown, its schedule is kept. */
  view(cardId: string): CardView | null
  grade(cardId: string, attempt: Attempt): Verdict
  lab(labId: string): CatalogLab | null
}

export interface CatalogTopic {
  readonly id: string
  readonly title: string
  readonly cardIds: readonly string[]
  readonly labIds: readonly string[]
}

export interface CatalogLab {
  readonly ticket: string
  readonly title: string
  readonly topic: string
  readonly minutes: number
}
