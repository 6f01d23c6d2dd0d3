import type { Card, Curriculum } from './curriculum.ts'

/** Cards whose text contains every word of `query`, case folded, in the curriculum's order; none for a blank query. */
export function searchCards(curriculum: Curriculum, query: string): Card[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  return [...curriculum.cards.values()].filter((card) => {
    const text = card.text.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
