import type { ContentFiles } from '../curriculum/content-files.ts'
import { InvalidContentError, type ContentProblem } from '../curriculum/content-problem.ts'
import { validate } from '../curriculum/schema-problems.ts'
import { parseYaml } from '../curriculum/yaml-source.ts'
import { labSchema } from './format/lab-schema.ts'
import { createLabCatalog, type LabCatalog } from './lab.ts'
import type { LabSource } from './lab-source.ts'
import { problemsOfLabs } from './lint-labs.ts'

/** What the labs' files hold and every fault of theirs. */
export interface LoadedLabs {
  readonly sources: readonly LabSource[]
  readonly problems: readonly ContentProblem[]
}

/**
 * Reads `labs/ID/lab.yaml` and the manifests beside each. Rejects only when a file cannot be read; faults in it are
 * `problems`.
 */
export async function readLabs(files: ContentFiles): Promise<LoadedLabs> {
  const paths = await files.list('labs')
  const sources: LabSource[] = []
  const problems: ContentProblem[] = []
  for (const path of paths.filter((candidate) => /^labs\/[^/]+\/lab\.yaml$/.test(candidate))) {
    const folder = path.split('/')[1] ?? ''
    const source = parseYaml(path, await files.read(path))
    const { value, problems: found } = validate(source, labSchema, (at) =>
      at.length === 0 ? Object.keys(labSchema.shape) : [],
    )
    problems.push(...found)
    if (value === null) continue
    const manifests = new Map<string, string>()
    for (const manifest of paths.filter((other) => other.startsWith(`labs/${folder}/`) && other !== path)) {
      manifests.set(manifest.slice(`labs/${folder}/`.length), await files.read(manifest))
    }
    sources.push({ source, folder, lab: { ...value, files: manifests } })
  }
  return { sources, problems: [...problems, ...problemsOfLabs(sources)] }
}

/** Every lab, checked. Rejects with {@link InvalidContentError} (`content.invalid`) when the linter finds anything. */
export async function loadLabs(files: ContentFiles): Promise<LabCatalog> {
  const { sources, problems } = await readLabs(files)
  if (problems.length > 0) throw new InvalidContentError(files.root, problems)
  return createLabCatalog(sources.map(({ lab }) => lab))
}
