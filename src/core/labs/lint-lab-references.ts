import type { ContentProblem } from '../curriculum/content-problem.ts'
import { danglingCompetencies, danglingNames } from '../curriculum/lint-references.ts'
import type { ContentSource } from '../curriculum/read-content.ts'
import type { LabSource } from './lab-source.ts'

/** Topics, cards and competencies that labs name and the curriculum does not have. */
export function labReferenceProblems(labs: readonly LabSource[], content: ContentSource): ContentProblem[] {
  const topics = content.topics.map(({ folder }) => folder)
  // A file with a fault in it may hold the very card: that fault is told, and guesses about its cards are not.
  const areKnown = content.topics.every(({ cards }) => cards !== null)
  const notes = content.topics.flatMap(({ cards }) => (cards?.notes ?? []).map(({ id }) => id))
  return labs.flatMap(({ source, lab }) => [
    ...danglingNames(source, [lab.topic], ['topic'], 'topic', topics),
    ...(areKnown ? danglingNames(source, lab.cards, ['cards'], 'card', notes) : []),
    ...danglingCompetencies(source, lab.competencies, ['competencies'], content),
  ])
}
