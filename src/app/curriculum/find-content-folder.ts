import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'

/** The curriculum that comes with the program is not where the program is. */
export class ContentNotFoundError extends KubedrillError {
  constructor(from: string) {
    super({
      code: 'content.not-found',
      message: `No content folder was found at or above ${from}.`,
      remedy: 'Install kubedrill again; its `content` folder belongs beside `out` or `src`.',
      exit: ExitCode.environment,
    })
  }
}

/**
 * The folder with topics and labs. Looks in `resourcesPath` (Electron's, for a packaged app) first, then upwards from
 * `moduleUrl`, which serves the source tree (src/app/curriculum) and the bundle (out/main, out/main/chunks) alike.
 */
export function findContentFolder(
  where: { readonly resourcesPath?: string; readonly moduleUrl?: string } = {},
): string {
  const start = dirname(fileURLToPath(where.moduleUrl ?? import.meta.url))
  const parents = [
    ...(where.resourcesPath === undefined ? [] : [where.resourcesPath]),
    ...foldersUpFrom(start),
  ]
  const parent = parents.find((folder) => existsSync(join(folder, 'content', 'competencies.yaml')))
  if (parent === undefined) throw new ContentNotFoundError(start)
  return join(parent, 'content')
}

function foldersUpFrom(folder: string): string[] {
  const parent = dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersUpFrom(parent)]
}
