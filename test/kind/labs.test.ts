import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { kubedrill } from './door-process.ts'

/** `kubedrill lab verify` proves each lab, on one cluster; what it printed is in the failure. */
const reportSchema = z.object({
  proven: z.boolean(),
  reports: z.array(
    z.object({
      lab: z.string(),
      steps: z.array(z.object({ name: z.string(), ok: z.boolean(), failed: z.array(z.unknown()) })),
    }),
  ),
})
let dataDir: string

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-labs-'))
})

afterAll(() => {
  kubedrill(dataDir, 'cluster', 'down')
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test.each(['dns-port-53-blocked', 'service-selector-drift', 'dns-ndots-amplification'])(
  '%s is proven on kind',
  { timeout: 1_800_000 },
  (lab) => {
    const run = kubedrill(dataDir, 'lab', 'verify', lab, '--engine', 'kind')
    const report = reportSchema.parse(run.json)
    const wrong = report.reports.flatMap(({ steps }) => steps.filter(({ ok }) => !ok))
    expect(wrong).toEqual([])
    expect(report.proven).toBe(true)
    expect(run.status).toBe(0)
    const names = report.reports.flatMap(({ steps }) => steps.map(({ name }) => name))
    expect(names.filter((name) => name.startsWith('solution ')).length).toBeGreaterThanOrEqual(2)
    expect(names.filter((name) => name.startsWith('cheat ')).length).toBeGreaterThanOrEqual(3)
  },
)
