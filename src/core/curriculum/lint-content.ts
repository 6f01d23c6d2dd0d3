import type { ContentProblem } from './content-problem.ts'
import { lintIds } from './lint-ids.ts'
import { lintNote } from './lint-note.ts'
import { lintPage } from './lint-page.ts'
import type { ContentSource } from './read-content.ts'

/** Every fault of a curriculum's topics, cards, competencies and tombstones, by file and line. Labs have their own linter. */
export function problemsOf(content: ContentSource): ContentProblem[] {
  const pages = new Map(content.topics.flatMap(({ folder, page }) => (page === null ? [] : [[folder, page]])))
  const problems = [
    ...content.problems,
    ...lintIds(content),
    ...content.topics.flatMap(({ folder, page }) =>
      page === null ? [] : lintPage(page, { folder, pages, content }),
    ),
    ...content.topics.flatMap(({ folder, page, cards }) =>
      (cards?.notes ?? []).flatMap((note, index) =>
        cards === null ? [] : lintNote(note, index, { folder, page, content, source: cards.source }),
      ),
    ),
  ]
  return problems.sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
