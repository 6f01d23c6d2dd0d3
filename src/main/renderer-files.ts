import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { isAppUrl } from './origin.ts'

/** Nothing from elsewhere, no inline script; styles inline because mermaid and xterm write style elements. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** The file below `root` that an `app:` URL names, or null when it names none of ours or leaves the folder. */
export function rendererFile(root: string, url: string): string | null {
  if (!isAppUrl(url)) return null
  let path: string
  try {
    path = decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
  if (path.includes('\0') || path.includes('\\')) return null
  const file = join(root, path === '/' ? 'index.html' : path)
  const folder = root.endsWith(sep) ? root : root + sep
  return file.startsWith(folder) && mediaTypes[extname(file)] !== undefined ? file : null
}

/** Answers a request of the interface for one of its own files: 200, or 404 for everything else. */
export async function serveRendererFile(root: string, url: string): Promise<Response> {
  const file = rendererFile(root, url)
  if (file === null) return new Response('Not found', { status: 404 })
  try {
    return new Response(new Uint8Array(await readFile(file)), {
      headers: {
        'content-type': mediaTypes[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return new Response('Not found', { status: 404 })
    }
    throw error
  }
}
