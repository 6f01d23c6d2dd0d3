import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Process ids of the lab hosts of a data folder that became ready, oldest first; from their log. */
export function hostPidsOf(dataDir: string): number[] {
  const file = join(dataDir, 'host', 'host.log')
  const log = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return [...log.matchAll(/\[(\d+)\] ready$/gm)].map((match) => Number(match[1]))
}
