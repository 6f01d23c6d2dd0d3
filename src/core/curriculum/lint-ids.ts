import type { ContentProblem } from './content-problem.ts'
import type { ContentSource } from './read-content.ts'
import type { YamlSource } from './yaml-source.ts'

/** Ids are unique, belong to their topic and never come back: schedules hang on them. */
export function lintIds(content: ContentSource): ContentProblem[] {
  const first = new Map<string, string>()
  const tombstones = new Set(content.tombstones?.ids ?? [])
  const problems: ContentProblem[] = []
  for (const { folder, cards } of content.topics) {
    for (const [index, note] of (cards?.notes ?? []).entries()) {
      if (cards === null) continue
      const at = place(cards.source, ['cards', index, 'id'])
      const seen = first.get(note.id)
      if (seen !== undefined) problems.push(duplicate(at, note.id, seen))
      else first.set(note.id, `${at.file}:${at.line}`)
      if (tombstones.has(note.id)) problems.push(reused(at, note.id))
      if (!note.id.startsWith(`${folder}-`)) problems.push(foreign(at, note.id, folder))
    }
  }
  return [...problems, ...repeatedCompetencies(content)]
}

interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

function place(source: YamlSource, path: readonly PropertyKey[]): Place {
  return { file: source.file, ...source.positionOf(path) }
}

function duplicate(at: Place, id: string, seen: string): ContentProblem {
  const message = `The id \`${id}\` is taken by ${seen}.`
  return { ...at, code: 'duplicate-id', message, remedy: 'Give this one another id; keep the older one.' }
}

function reused(at: Place, id: string): ContentProblem {
  const message = `The id \`${id}\` is in tombstones.yaml: it belonged to another card.`
  const remedy = 'Choose a new id, or learners keep the schedule of the removed card.'
  return { ...at, code: 'tombstoned-id', message, remedy }
}

function foreign(at: Place, id: string, folder: string): ContentProblem {
  const message = `The id \`${id}\` does not begin with its topic.`
  return { ...at, code: 'id-outside-topic', message, remedy: `Name it \`${folder}-…\`.` }
}

function repeatedCompetencies(content: ContentSource): ContentProblem[] {
  const { competencies } = content
  if (competencies === null) return []
  const ids = competencies.list.map((competency) => competency.id)
  return ids.flatMap((id, index) => {
    const seen = ids.indexOf(id)
    if (seen === index) return []
    const { line } = competencies.source.positionOf(['competencies', seen])
    return [duplicate(place(competencies.source, ['competencies', index, 'id']), id, `line ${line}`)]
  })
}
