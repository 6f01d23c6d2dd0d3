import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { findChromium } from './find-chromium.ts'

/** Sees to it that browser tests have a Chromium: the system's, Playwright's own, or, for root on Debian, the package. */
const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli')
const ways: readonly (readonly [string, () => boolean])[] = [
  ['downloading Playwright’s Chromium', () => ran(process.execPath, [playwright, 'install', 'chromium'])],
  [
    'installing Debian’s chromium',
    () =>
      process.getuid?.() === 0 &&
      ran('apt-get', ['update', '-q']) &&
      ran('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']),
  ],
]

let found = findChromium()
for (const [what, tried] of ways) {
  if (found !== null) break
  process.stdout.write(`No Chromium here: ${what} …\n`)
  if (tried()) found = findChromium()
}
if (found === null) {
  process.stderr.write(
    'Browser tests need Chromium, Chrome or Edge: install one, or name it in KUBEDRILL_CHROMIUM.\n',
  )
  process.exit(3)
}
process.stdout.write(`Browser tests use ${found}\n`)

function ran(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: 'inherit', env, timeout: 300_000 }).status === 0
}
