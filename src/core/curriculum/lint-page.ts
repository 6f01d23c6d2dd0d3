import type { ContentProblem } from './content-problem.ts'
import { lintMarkdown, type LinkTargets } from './lint-markdown.ts'
import { danglingCompetencies } from './lint-references.ts'
import type { ContentSource, PageSource } from './read-content.ts'

interface PageContext {
  readonly folder: string
  readonly pages: ReadonlyMap<string, PageSource>
  readonly content: ContentSource
}

/** What the schema of a page cannot see. */
export function lintPage(page: PageSource, context: PageContext): ContentProblem[] {
  const { source, matter, body, bodyOffset } = page
  return [
    ...wrongFolder(page, context.folder),
    ...danglingCompetencies(source, matter.competencies, ['competencies'], context.content),
    ...repeatedSections(page),
    ...lintMarkdown(
      body,
      { file: source.file, line: bodyOffset + 1, column: 1 },
      targetsFrom(page, context.pages),
    ),
  ]
}

/** The anchors that a page, or a card beside it, may link to. */
export function targetsFrom(page: PageSource | null, pages: ReadonlyMap<string, PageSource>): LinkTargets {
  const anchorsOf = (of: PageSource | null): string[] => (of?.sections ?? []).map((section) => section.id)
  return {
    own: anchorsOf(page),
    pages: new Map([...pages].map(([topic, other]) => [topic, anchorsOf(other)])),
  }
}

function wrongFolder({ source, matter }: PageSource, folder: string): ContentProblem[] {
  if (matter.id === folder) return []
  return [
    {
      file: source.file,
      ...source.positionOf(['id']),
      code: 'topic-not-its-folder',
      message: `The topic \`${matter.id}\` lies in the folder \`${folder}\`.`,
      remedy: 'Give both the same name.',
    },
  ]
}

function repeatedSections({ source, sections, bodyOffset }: PageSource): ContentProblem[] {
  return sections.flatMap((section, index) => {
    if (sections.findIndex((other) => other.id === section.id) === index) return []
    return [
      {
        file: source.file,
        line: bodyOffset + section.line,
        column: 1,
        code: 'duplicate-section',
        message: `Another section has the anchor \`#${section.id}\`.`,
        remedy: 'Give this heading other words.',
      },
    ]
  })
}
