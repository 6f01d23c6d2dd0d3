import { table } from '../../src/cli/output/table.ts'
import type { BenchRow } from './bench-row.ts'
import { benchLab } from './lab-bench.ts'
import { benchServer } from './server-bench.ts'
import { benchStudy } from './study-bench.ts'

/** `npm run bench`: each figure beside that of the alternative, from one run on one machine. */
const rows: BenchRow[] = []
for (const bench of [benchServer, benchStudy, benchLab]) rows.push(...(await bench()))

const lines = table(
  ['WHAT', 'OURS', 'ALTERNATIVE', 'RATIO', 'AGAINST'],
  rows.map(({ name, ours, alternative }) => [
    name,
    milliseconds(ours),
    alternative === null ? '' : milliseconds(alternative.ms),
    alternative === null ? '' : (ours / alternative.ms).toFixed(2),
    alternative?.name ?? '',
  ]),
)
process.stdout.write(`${lines.join('\n')}\n`)

function milliseconds(ms: number): string {
  return ms < 10 ? `${ms.toFixed(2)} ms` : `${Math.round(ms)} ms`
}
