import type { CardFace } from '../../contract/cards.ts'

/** What each kind of card asks for, as the learner reads it. */
export const typeNames: Readonly<Record<CardFace['type'], string>> = {
  basic: 'question',
  cloze: 'fill the gap',
  typed: 'type it',
  order: 'put in order',
  predict: 'predict',
  bug: 'find the bug',
  output: 'read the output',
}
