import type { CardState } from '../../contract/cards.ts'

/** A card's place in its schedule, as it is stored. Times are epoch ms, days are study days, intervals whole days. */
export interface CardRow {
  readonly cardId: string
  readonly state: CardState
  /** Null while new. For a review it is the start of `dueDay`. */
  readonly dueAt: number | null
  /** Study day of the next review; null unless the state is `review`. */
  readonly dueDay: number | null
  /** Index of the present (re)learning step; 0 otherwise. */
  readonly step: number
  readonly stability: number | null
  readonly difficulty: number | null
  readonly interval: number
  readonly reps: number
  readonly lapses: number
  readonly lastReviewAt: number | null
  readonly lastReviewDay: number | null
  readonly suspended: boolean
  /** The study day on which it is hidden; null or past when it is not. */
  readonly buriedDay: number | null
  readonly leech: boolean
  readonly flag: number
  /** The learner's own note, Markdown. */
  readonly note: string
  /** Rises with each change; see `study.stale-card`. */
  readonly revision: number
}

/** A card that nobody has seen. */
export function newCardRow(cardId: string): CardRow {
  return {
    cardId,
    state: 'new',
    dueAt: null,
    dueDay: null,
    step: 0,
    stability: null,
    difficulty: null,
    interval: 0,
    reps: 0,
    lapses: 0,
    lastReviewAt: null,
    lastReviewDay: null,
    suspended: false,
    buriedDay: null,
    leech: false,
    flag: 0,
    note: '',
    revision: 0,
  }
}

const labPrefix = 'lab:'

/** The id under which a lab is scheduled. */
export function labCardId(labId: string): string {
  return `${labPrefix}${labId}`
}

/** The lab that a card stands for; null for a study card. */
export function labOfCard(cardId: string): string | null {
  return cardId.startsWith(labPrefix) ? cardId.slice(labPrefix.length) : null
}

/** The note of a card: holes of one cloze share it. */
export function noteOfCard(cardId: string): string {
  return cardId.split('#')[0] ?? cardId
}
