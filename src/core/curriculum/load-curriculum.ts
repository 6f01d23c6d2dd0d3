import { cardsOfNote } from './cards-of-note.ts'
import type { ContentFiles } from './content-files.ts'
import { InvalidContentError } from './content-problem.ts'
import { problemsOf } from './lint-content.ts'
import type { Card, Curriculum, Topic } from './curriculum.ts'
import { readContent, type PageSource, type TopicSource } from './read-content.ts'

/**
 * Reads and checks a curriculum. `seed` varies how the steps of 'order' cards are shuffled; one seed gives one order.
 * Rejects with {@link InvalidContentError} (`content.invalid`) when the linter finds anything.
 */
export async function loadCurriculum(files: ContentFiles, seed: string): Promise<Curriculum> {
  const content = await readContent(files)
  const problems = problemsOf(content)
  if (problems.length > 0) throw new InvalidContentError(files.root, problems)
  const topics = content.topics
    .flatMap((topic) => (topic.page === null ? [] : [topicOf(topic, topic.page, seed)]))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  const cards = topics.flatMap((topic) => topic.cards)
  return {
    topics,
    competencies: new Map(
      (content.competencies?.list ?? []).map((competency) => [competency.id, competency]),
    ),
    cards: new Map<string, Card>(cards.map((card) => [card.id, card])),
  }
}

function topicOf(source: TopicSource, page: PageSource, seed: string): Topic {
  const { body, matter, sections } = page
  const topic = { ...matter, body, sections }
  return { ...topic, cards: (source.cards?.notes ?? []).flatMap((note) => cardsOfNote(note, topic, seed)) }
}
