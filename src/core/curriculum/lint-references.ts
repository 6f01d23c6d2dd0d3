import type { ContentProblem } from './content-problem.ts'
import { nearestWord } from './nearest-word.ts'
import type { ContentSource } from './read-content.ts'
import type { YamlSource } from './yaml-source.ts'

/** Names in the list at `path` that are not among `known`. */
export function danglingNames(
  source: YamlSource,
  names: readonly string[],
  path: readonly PropertyKey[],
  kind: string,
  known: Iterable<string>,
): ContentProblem[] {
  const all = [...known]
  return names.flatMap((name, index) => {
    if (all.includes(name)) return []
    const near = nearestWord(name, all)
    return [
      {
        file: source.file,
        ...source.positionOf([...path, index]),
        code: `unknown-${kind}`,
        message: `There is no ${kind} \`${name}\`.`,
        remedy: near === null ? `Known: ${all.join(', ') || 'none'}.` : `Did you mean \`${near}\`?`,
      },
    ]
  })
}

/** Competencies that competencies.yaml does not have; none when that file could not be read, which is said elsewhere. */
export function danglingCompetencies(
  source: YamlSource,
  ids: readonly string[],
  path: readonly PropertyKey[],
  content: ContentSource,
): ContentProblem[] {
  if (content.competencies === null) return []
  const known = content.competencies.list.map((competency) => competency.id)
  return danglingNames(source, ids, path, 'competency', known)
}
