import type { z } from 'zod'
import type { ContentFiles } from './content-files.ts'
import type { ContentProblem } from './content-problem.ts'
import {
  cardsFileSchema,
  competenciesSchema,
  frontMatterSchema,
  keysOfType,
  tombstonesSchema,
  type Competency,
  type FrontMatter,
  type Note,
} from './content-schema.ts'
import { splitPage } from './front-matter.ts'
import { sectionsOf, type Section } from './markdown.ts'
import { validate } from './schema-problems.ts'
import { parseYaml, type YamlSource } from './yaml-source.ts'

/** A topic's two files, still knowing their lines. */
export interface TopicSource {
  readonly folder: string
  readonly page: PageSource | null
  readonly cards: { readonly source: YamlSource; readonly notes: readonly Note[] } | null
}

export interface PageSource {
  readonly source: YamlSource
  readonly matter: FrontMatter
  readonly body: string
  /** Lines of the file before the body. */
  readonly bodyOffset: number
  readonly sections: readonly Section[]
}

/** Everything of the curriculum that could be read, and every fault of its form. */
export interface ContentSource {
  readonly topics: readonly TopicSource[]
  readonly competencies: { readonly source: YamlSource; readonly list: readonly Competency[] } | null
  readonly tombstones: { readonly source: YamlSource; readonly ids: readonly string[] } | null
  /** Ids of the labs that have a lab.yaml. */
  readonly labs: ReadonlySet<string>
  readonly problems: readonly ContentProblem[]
}

/** Reads topics, competencies and tombstones. Rejects only when a file cannot be read; faults in it are `problems`. */
export async function readContent(files: ContentFiles): Promise<ContentSource> {
  const problems: ContentProblem[] = []
  const collect = <T>(result: { value: T; problems: ContentProblem[] }): T => {
    problems.push(...result.problems)
    return result.value
  }
  const topicFiles = new Set(await files.list('topics'))
  const topics: TopicSource[] = []
  for (const folder of foldersOf(topicFiles, 'topics')) {
    topics.push({
      folder,
      page: collect(await readPage(files, topicFiles, `topics/${folder}/page.md`)),
      cards: collect(await readCards(files, topicFiles, `topics/${folder}/cards.yaml`)),
    })
  }
  const competencies = collect(await readYaml(files, 'competencies.yaml', competenciesSchema))
  const tombstones = collect(await readYaml(files, 'tombstones.yaml', tombstonesSchema))
  return {
    topics,
    competencies: competencies && { source: competencies.source, list: competencies.value.competencies },
    tombstones: tombstones && { source: tombstones.source, ids: tombstones.value.removed },
    labs: new Set(
      (await files.list('labs')).flatMap((path) => /^labs\/([^/]+)\/lab\.yaml$/.exec(path)?.[1] ?? []),
    ),
    problems,
  }
}

interface Read<T> {
  value: T | null
  problems: ContentProblem[]
}

async function readPage(files: ContentFiles, there: Set<string>, path: string): Promise<Read<PageSource>> {
  if (!there.has(path)) return { value: null, problems: [missingFile(path)] }
  const split = splitPage(await files.read(path))
  if (split === null) {
    const problem = {
      file: path,
      line: 1,
      column: 1,
      code: 'broken-front-matter',
      message: 'The page does not begin with front matter between two lines of `---`.',
      remedy: 'Put `---`, the keys and `---` before the Markdown.',
    }
    return { value: null, problems: [problem] }
  }
  const source = parseYaml(path, split.yaml, 1)
  const { value, problems } = validate(
    source,
    frontMatterSchema,
    keysIn(Object.keys(frontMatterSchema.shape)),
  )
  const { body, bodyOffset } = split
  return { value: value && { source, matter: value, body, bodyOffset, sections: sectionsOf(body) }, problems }
}

async function readCards(
  files: ContentFiles,
  there: Set<string>,
  path: string,
): Promise<Read<{ source: YamlSource; notes: readonly Note[] }>> {
  if (!there.has(path)) return { value: null, problems: [missingFile(path)] }
  const source = parseYaml(path, await files.read(path))
  const { value, problems } = validate(source, cardsFileSchema, (at) => keysOfCardAt(source.value, at))
  return { value: value && { source, notes: value.cards }, problems }
}

async function readYaml<Schema extends z.ZodType>(
  files: ContentFiles,
  path: string,
  schema: Schema,
): Promise<Read<{ source: YamlSource; value: z.output<Schema> }>> {
  if (!(await files.list('')).includes(path)) return { value: null, problems: [missingFile(path)] }
  const source = parseYaml(path, await files.read(path))
  const { value, problems } = validate(source, schema, () => [])
  return { value: value === null ? null : { source, value }, problems }
}

function keysOfCardAt(value: unknown, path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return ['cards']
  const [, index] = path
  if (path.length !== 2 || typeof index !== 'number')
    return path.at(-2) === 'sources' ? ['title', 'url'] : ['id', 'label']
  const cards = (value as { cards?: { type?: unknown }[] }).cards
  return keysOfType[String(cards?.[index]?.type)] ?? []
}

function keysIn(top: readonly string[]) {
  return (path: readonly PropertyKey[]): readonly string[] => (path.length === 0 ? top : ['title', 'url'])
}

function missingFile(path: string): ContentProblem {
  const message = `${path} is not there.`
  return {
    file: path,
    line: 1,
    column: 1,
    code: 'missing-file',
    message,
    remedy: 'Add it; see docs/content.md.',
  }
}

function foldersOf(paths: ReadonlySet<string>, parent: string): string[] {
  const names = [...paths].flatMap((path) => {
    const [first, folder, rest] = path.split('/')
    return first === parent && folder !== undefined && rest !== undefined ? [folder] : []
  })
  return [...new Set(names)].sort()
}
