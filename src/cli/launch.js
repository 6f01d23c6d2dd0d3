#!/usr/bin/env node
// Plain JavaScript that any Node runs: the program itself needs 22.12, and npm brings a newer one than PATH may have.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const built = join(root, 'out', 'main', 'kubedrill.js')
const program = existsSync(built) ? built : join(here, 'kubedrill.ts')
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isNewEnough = major > 22 || (major === 22 && minor >= 12)

if (isNewEnough && (program === built || major >= 24)) {
  await import(program)
} else {
  const bundled = join(
    root,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (!existsSync(bundled)) {
    process.stderr.write(
      `kubedrill needs Node.js 22.12 or later; this is ${process.version}. Install a newer one, or run \`npm ci\` in ${root}.\n`,
    )
    process.exit(3)
  }
  const run = spawnSync(bundled, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  if (run.error) throw run.error
  process.exit(run.status ?? 4)
}
