import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Type-checks each layer of src/ with only the globals that it may use, then tests and tooling. Exits 1 on any error. */
const layers = [
  'contract',
  'core',
  'simulator',
  'storage',
  'clusters',
  'app',
  'server',
  'cli',
  'main',
  'preload',
]
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')

let failed = false
for (const project of [...layers.map((layer) => `src/${layer}/tsconfig.json`), 'tsconfig.json']) {
  if (!existsSync(project)) throw new Error(`build/typecheck.ts names ${project}, which is not there`)
  const run = spawnSync(process.execPath, [tsc, '--project', project, '--pretty', 'false'], {
    stdio: 'inherit',
  })
  if (run.status !== 0) {
    console.error(`type-check of ${project} failed`)
    failed = true
  }
}
process.exitCode = failed ? 1 : 0
