import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const schema = z.array(z.strictObject({ line: z.string(), reason: z.string().min(10) }))

/** Reads the list of what is never compared; gives the lines that are. @throws {Error} for a broken list */
export function leaveOut(
  file = join(import.meta.dirname, '..', 'left-out.yaml'),
): (lines: string[]) => string[] {
  const patterns = schema.parse(parse(readFileSync(file, 'utf8'))).map(({ line }) => new RegExp(line))
  return (lines) => lines.filter((line) => !patterns.some((pattern) => pattern.test(line)))
}
