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
  const value = valueAt(source.value, issue.path)
  const missing = value === undefined
  const words = wordsOf(issue)
  const where = nameOf(issue.path)
  return [
    {
      file,
      ...source.positionOf(issue.path),
      code: missing ? 'missing-key' : 'wrong-value',
      message: missing ? `${where} is missing.` : wrongValue(where, value, words, issue.message),
      remedy: missing ? `Add \`${String(issue.path.at(-1) ?? '')}:\` here.` : wrongValueRemedy(value, words),
    },
  ]
}

/** The words that may stand where one of a list has to; none when something else is wrong. */
function wordsOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  if (issue.code !== 'invalid_union' || !('options' in issue) || !Array.isArray(issue.options)) return []
  return issue.options.map(String)
}

function wrongValue(where: string, value: unknown, words: readonly string[], said: string): string {
  if (words.length === 0 || typeof value !== 'string') return `${where}: ${said}.`
  return `${where}: \`${value}\` is not one of its values.`
}

function wrongValueRemedy(value: unknown, words: readonly string[]): string {
  if (words.length === 0) return 'See docs/content.md for the values that it may have.'
  const near = nearestWord(String(value), words)
  return near === null ? `Use one of ${words.join(', ')}.` : `Did you mean \`${near}\`?`
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
