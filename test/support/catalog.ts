import type { CardView } from '../../src/contract/cards.ts'
import type { CardCatalog } from '../../src/core/study/card-catalog.ts'

/** A curriculum of one topic, `dns`, with plain cards and one lab. */
export function catalogOf(cardIds: readonly string[]): CardCatalog {
  const known = new Set(cardIds)
  return {
    topics: () => [{ id: 'dns', title: 'DNS', cardIds, labIds: ['lab-a'] }],
    view: (id) => (known.has(id) ? viewOf(id) : null),
    grade: () => ({ verdict: 'correct', feedback: '' }),
    lab: (id) => (id === 'lab-a' ? { ticket: 'NET-901', title: 'A lab', topic: 'dns', minutes: 10 } : null),
  }
}

function viewOf(id: string): CardView {
  return {
    id,
    topic: 'dns',
    topicTitle: 'DNS',
    face: { type: 'basic', question: `${id}?`, answer: 'yes' },
    why: 'because',
    labs: [],
    competencies: [],
    sources: [],
    kubernetes: '1.35',
  }
}
