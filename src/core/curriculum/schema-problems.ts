import type { z } from 'zod'
import type { ContentProblem } from './content-problem.ts'
import { nearestWord } from './nearest-word.ts'
import type { YamlSource } from './yaml-source.ts'

/** What `schema` makes of a document; null when it does not fit, and then `problems` says why. */
export function validate<Schema extends z.ZodType>(
  source: YamlSource,
  schema: Schema,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
): { value: z.output<Schema> | null; problems: ContentProblem[] } {
  if (source.problems.length > 0) return { value: null, problems: [...source.problems] }
  const parsed = schema.safeParse(source.value)
  if (parsed.success) return { value: parsed.data, problems: [] }
  return {
    value: null,
    problems: parsed.error.issues.flatMap((issue) => problemsOf(source, issue, knownKeys(issue.path))),
  }
}

function problemsOf(source: YamlSource, issue: z.core.$ZodIssue, known: readonly string[]): ContentProblem[] {
  const { file } = source
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      ...source.positionOfKey(issue.path, key),
      code: 'unknown-key',
      message: `\`${key}\` is not a key of ${nameOf(issue.path)}.`,
      remedy: unknownKeyRemedy(key, known),
    }))
  }
  const missing = valueAt(source.value, issue.path) === undefined
  const where = nameOf(issue.path)
  return [
    {
      file,
      ...source.positionOf(issue.path),
      code: missing ? 'missing-key' : 'wrong-value',
      message: missing ? `${where} is missing.` : `${where}: ${issue.message}.`,
      remedy: missing
        ? `Add \`${String(issue.path.at(-1) ?? '')}:\` here.`
        : 'See docs/content.md for the values that it may have.',
    },
  ]
}

function unknownKeyRemedy(key: string, known: readonly string[]): string {
  const near = nearestWord(key, known)
  if (near !== null) return `Did you mean \`${near}\`?`
  return known.length > 0 ? `Remove it; known keys are ${known.join(', ')}.` : 'Remove it.'
}

function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file'
  return path.reduce<string>(
    (name, key) =>
      typeof key === 'number' ? `${name}[${key}]` : name === '' ? String(key) : `${name}.${String(key)}`,
    '',
  )
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
}
