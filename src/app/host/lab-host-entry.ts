import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The lab host's program: beside the bundle that runs (out/main, and its chunks), or this folder's source where the program
 * runs from source.
 */
export function labHostEntry(moduleUrl: string = import.meta.url): string {
  const folder = dirname(fileURLToPath(moduleUrl))
  const candidates = [join(folder, 'lab-host.js'), join(folder, '..', 'lab-host.js')]
  return candidates.find((path) => existsSync(path)) ?? join(folder, 'lab-host.ts')
}
