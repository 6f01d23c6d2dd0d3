import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
}

export interface StaticFile {
  readonly body: Buffer<ArrayBuffer>
  readonly type: string
  /** Names that hold their content's hash never change. */
  readonly immutable: boolean
}

/** The file of a URL's path below `root`; null when there is none or it would lie outside. */
export async function staticFile(root: string, path: string): Promise<StaticFile | null> {
  const decoded = decode(path)
  if (decoded === null || decoded.includes('\0')) return null
  const file = normalize(join(root, decoded === '/' ? 'index.html' : decoded))
  if (!file.startsWith(root + sep)) return null
  try {
    if (!(await stat(file)).isFile()) return null
    const body = await readFile(file)
    return {
      body,
      type: types[extname(file)] ?? 'application/octet-stream',
      immutable: /[-.][\w-]{8,}\.\w+$/.test(file) && extname(file) !== '.html',
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code)))
      return null
    throw error
  }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
