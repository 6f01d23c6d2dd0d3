import type { Program } from '../program.ts'

/** A container image that a node has. */
export interface Image {
  /** As containerd writes it: `docker.io/library/nginx:1.29`. */
  readonly reference: string
  /** `sha256:…` */
  readonly id: string
  readonly sizeBytes: number
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly workingFolder: string
  readonly files: ReadonlyMap<string, Uint8Array>
  /** By name on PATH. */
  readonly programs: ReadonlyMap<string, Program>
  /** By absolute path, for what is not on PATH. */
  readonly paths: ReadonlyMap<string, Program>
}

/** `nginx` → `docker.io/library/nginx:latest`; null for what is no reference (distribution's ParseNormalizedNamed). */
export function normalizeReference(text: string): string | null {
  if (!/^[\w][\w.:/@-]*$/.test(text)) return null
  const [name = '', digest] = text.split('@')
  const colon = name.lastIndexOf(':')
  const tagged = colon > name.lastIndexOf('/')
  const repository = tagged ? name.slice(0, colon) : name
  if (repository !== repository.toLowerCase()) return null
  const tag = tagged ? name.slice(colon) : digest === undefined ? ':latest' : ''
  const [first = '', ...rest] = repository.split('/')
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  const full = hasHost ? repository : `docker.io/${rest.length > 0 ? '' : 'library/'}${repository}`
  return `${full}${tag}${digest === undefined ? '' : `@${digest}`}`
}

/** The program that a command names: a path, or a name on PATH. */
export function programOf(image: Image, command: string): Program | null {
  if (!command.includes('/')) return image.programs.get(command) ?? null
  const own = image.paths.get(command)
  if (own !== undefined) return own
  const [, name] = /^\/(?:usr\/)?(?:local\/)?s?bin\/([^/]+)$/.exec(command) ?? []
  return name === undefined ? null : (image.programs.get(name) ?? null)
}
