import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { ContentFiles } from '../../core/curriculum/content-files.ts'

/** A content file or folder cannot be read. */
export class ContentUnreadableError extends KubedrillError {
  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(
      {
        code: 'content.unreadable',
        message: `${path} cannot be read: ${reason}`,
        remedy: 'Check that the file is there and that you may read it.',
        exit: ExitCode.environment,
      },
      { cause },
    )
  }
}

/** The files below `path` on disk. Names that begin with a dot are left out. */
export function openContentFolder(path: string): ContentFiles {
  const root = resolve(path)
  return {
    root,
    list: async (folder) => {
      const below = join(root, folder)
      const found = await walk(below)
      return found.map((file) => relative(root, file).split(sep).join('/')).sort()
    },
    read: async (file) => {
      try {
        return await readFile(join(root, file), 'utf8')
      } catch (error) {
        throw new ContentUnreadableError(join(root, file), error)
      }
    },
  }
}

async function walk(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder)
  const nested = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async (entry) => {
        const path = join(folder, entry.name)
        return entry.isDirectory() ? walk(path) : [path]
      }),
  )
  return nested.flat()
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new ContentUnreadableError(folder, error)
  }
}
