import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Makes a new token and leaves it in `file` (0600) for doors to read. */
export function writeToken(file: string): string {
  const token = randomBytes(32).toString('base64url')
  const fresh = `${file}.${process.pid}`
  writeFileSync(fresh, token, { mode: 0o600 })
  renameSync(fresh, file)
  return token
}

/** Null while there is none. */
export function readToken(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Compares in constant time, whatever the lengths. */
export function isToken(offered: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(offered), digest(token))
}
