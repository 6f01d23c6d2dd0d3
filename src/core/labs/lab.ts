import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { LabFile } from './format/lab-schema.ts'

/** A lab as it was read: its lab.yaml and the text of the manifests beside it. */
export interface Lab extends LabFile {
  /** File name to YAML text, with `${…}` variables. */
  readonly files: ReadonlyMap<string, string>
}

/** Every lab of the content, by ticket. */
export interface LabCatalog {
  readonly labs: readonly Lab[]
  /** By id or ticket. */
  find(name: string): Lab | null
}

/** No lab has this ticket or id. */
export class LabNotFoundError extends KubedrillError {
  constructor(name: string) {
    super({
      code: 'lab.not-found',
      message: `There is no lab ${name}.`,
      remedy: 'See `kubedrill lab list` for the tickets that there are.',
      exit: ExitCode.usage,
    })
  }
}

export function createLabCatalog(labs: readonly Lab[]): LabCatalog {
  const sorted = [...labs].sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
  return {
    labs: sorted,
    find: (name) => sorted.find(({ id, ticket }) => id === name || ticket === name.toUpperCase()) ?? null,
  }
}

/** The lab with this ticket or id, or `lab.not-found`. */
export function requireLab(catalog: LabCatalog, name: string): Lab {
  const lab = catalog.find(name)
  if (lab === null) throw new LabNotFoundError(name)
  return lab
}
