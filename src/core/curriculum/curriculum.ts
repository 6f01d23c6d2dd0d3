import type { CardFace, CardView } from '../../contract/cards.ts'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { Competency, Note } from './content-schema.ts'
import type { Section } from './markdown.ts'

/** A topic's page and what belongs to it. */
export interface Topic {
  readonly id: string
  readonly title: string
  readonly order: number
  readonly summary: string
  readonly kubernetes: string
  readonly body: string
  readonly sections: readonly Section[]
  readonly competencies: readonly string[]
  readonly sources: readonly CardView['sources'][number][]
  /** In the order of cards.yaml, which is the order in which new cards come. */
  readonly cards: readonly Card[]
}

/** A card that can be scheduled: a note, or one hole of a cloze note. */
export interface Card {
  /** `dns-search-list`, or `dns-search-list#c1` for a hole. */
  readonly id: string
  readonly note: Note
  readonly topic: string
  readonly topicTitle: string
  readonly face: CardFace
  readonly why: string
  readonly section: string | null
  /** Lab ids; they name causes and never reach a door. */
  readonly labs: readonly string[]
  readonly competencies: readonly string[]
  readonly sources: readonly CardView['sources'][number][]
  readonly kubernetes: string
  readonly tags: readonly string[]
  /** The question on one line, without Markdown; never gives the answer away. */
  readonly prompt: string
  /** Everything that a search looks at, without Markdown. */
  readonly text: string
}

/** Topics and cards, read once and never changed. */
export interface Curriculum {
  /** By `order`, then id. */
  readonly topics: readonly Topic[]
  readonly competencies: ReadonlyMap<string, Competency>
  readonly cards: ReadonlyMap<string, Card>
}

/** No topic has this id. */
export class TopicNotFoundError extends KubedrillError {
  constructor(id: string) {
    super({
      code: 'curriculum.topic-not-found',
      message: `There is no topic \`${id}\`.`,
      remedy: 'See `kubedrill topic list` for the topics that there are.',
      exit: ExitCode.usage,
    })
  }
}

/** No card has this id. */
export class CardNotFoundError extends KubedrillError {
  constructor(id: string) {
    super({
      code: 'curriculum.card-not-found',
      message: `There is no card \`${id}\`.`,
      remedy: 'Find its id with `kubedrill card search`.',
      exit: ExitCode.usage,
    })
  }
}

/** The card `id`, or `curriculum.card-not-found`. */
export function requireCard(curriculum: Curriculum, id: string): Card {
  const card = curriculum.cards.get(id)
  if (card === undefined) throw new CardNotFoundError(id)
  return card
}
