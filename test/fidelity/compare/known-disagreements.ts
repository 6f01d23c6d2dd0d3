import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Difference } from './compare-outcomes.ts'
import { carriesFact } from './facts.ts'
import { withoutNumbers } from './identities.ts'

/**
 * A line in which the embedded cluster is known to differ from the recording. `recorded` and `replayed` are whole lines
 * (with `| ` or `! `, numbers left out of placeholders), or `/expressions/` where the line says no status, reason or exit code.
 */
const entrySchema = z
  .strictObject({
    scenario: z.string(),
    step: z.string(),
    recorded: z.string().optional(),
    replayed: z.string().optional(),
    reason: z.string().min(10),
  })
  .refine(({ recorded, replayed }) => recorded !== undefined || replayed !== undefined)

export type KnownDisagreement = z.infer<typeof entrySchema>

/** The committed list. @throws {Error} for an entry that the schema refuses */
export function loadKnownDisagreements(
  file = join(import.meta.dirname, '..', 'disagreements.yaml'),
): KnownDisagreement[] {
  return existsSync(file) ? z.array(entrySchema).parse(parse(readFileSync(file, 'utf8')) ?? []) : []
}

function covers(pattern: string | undefined, line: string): boolean {
  if (pattern === undefined) return false
  const expression = /^\/(.+)\/$/.exec(pattern)?.[1]
  if (expression === undefined) return pattern === withoutNumbers(line)
  return !carriesFact(line) && new RegExp(expression).test(line)
}

/** The entry that allows a difference. Ends of steps (exit codes, statuses) are never allowed to differ. */
export function allowanceOf(
  known: readonly KnownDisagreement[],
  scenario: string,
  { command, side, line }: Difference,
): KnownDisagreement | undefined {
  if (line.startsWith('= ')) return undefined
  return known.find(
    (entry) => entry.scenario === scenario && entry.step === command && covers(entry[side], line),
  )
}
