import type { ContentProblem } from './content-problem.ts'
import type { Note } from './content-schema.ts'
import { lintAnswer } from './lint-answer.ts'
import { lintMarkdown } from './lint-markdown.ts'
import { targetsFrom } from './lint-page.ts'
import { danglingCompetencies, danglingNames } from './lint-references.ts'
import type { ContentSource, PageSource } from './read-content.ts'
import type { YamlSource } from './yaml-source.ts'

interface NoteContext {
  readonly folder: string
  readonly page: PageSource | null
  readonly content: ContentSource
  readonly source: YamlSource
}

/** What the schema of the card at `index` of cards.yaml cannot see. */
export function lintNote(note: Note, index: number, context: NoteContext): ContentProblem[] {
  const { source, content, page } = context
  const path = ['cards', index]
  const sections = page?.sections.map((section) => section.id)
  return [
    ...(note.section === undefined || sections === undefined
      ? []
      : danglingSection(note.section, sections, source, path)),
    ...danglingNames(source, note.labs ?? [], [...path, 'labs'], 'lab', content.labs),
    ...danglingCompetencies(source, note.competencies ?? [], [...path, 'competencies'], content),
    ...lintAnswer(note, path, source),
    ...markdownOf(note).flatMap(([key, text]) => lintMarkdownAt(text, [...path, ...key], context)),
  ]
}

function danglingSection(
  section: string,
  sections: readonly string[],
  source: YamlSource,
  path: readonly PropertyKey[],
): ContentProblem[] {
  return danglingNames(source, [section], [...path, 'section'], 'section', sections)
}

function lintMarkdownAt(text: string, path: readonly PropertyKey[], context: NoteContext): ContentProblem[] {
  const { source, page, content } = context
  const pages = new Map(
    content.topics.flatMap((topic) => (topic.page === null ? [] : [[topic.folder, topic.page]])),
  )
  const at = { file: source.file, ...source.positionOf(path) }
  // The text's own lines cannot be told from the YAML's once it is folded: the position is the value's.
  return lintMarkdown(text, at, targetsFrom(page, pages)).map((problem) => ({ ...problem, line: at.line }))
}

/** The Markdown of a note with the keys that lead to it. */
function markdownOf(note: Note): [PropertyKey[], string][] {
  const why: [PropertyKey[], string] = [['why'], note.why]
  switch (note.type) {
    case 'basic':
    case 'bug':
    case 'output':
      return [[['question'], note.question], [['answer'], note.answer], why]
    case 'cloze':
      return [[['text'], note.text], why]
    case 'order':
      return [
        [['question'], note.question],
        ...note.steps.map((step, index): [PropertyKey[], string] => [['steps', index], step]),
        why,
      ]
    case 'predict':
    case 'typed':
      return [[['question'], note.question], why]
  }
}
