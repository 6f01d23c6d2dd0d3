#!/usr/bin/env node
/**
 * The `kubedrill` program. Plain JavaScript that old Nodes can read: with one older than the program needs (better-sqlite3
 * crashes on Node 20) it runs itself again with the Node of the `node` package.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const built = join(root, 'out', 'main', 'kubedrill.js')
const program = existsSync(built) ? built : join(root, 'src', 'cli', 'kubedrill.ts')

if (isNewEnough(process.versions.node)) await import(pathToFileURL(program).href)
else runAgain()

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  // Sources need a Node that strips their types without a flag.
  const least = program === built ? [22, 12] : [22, 18]
  return major > least[0] || (major === least[0] && minor >= least[1])
}

function runAgain() {
  const node = ownNode()
  if (node === null) {
    console.error(
      `kubedrill needs Node.js 22.12 or later; this is ${process.version}. Install a newer one, or run npm ci in ${root}.`,
    )
    process.exit(3)
  }
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  child.on('error', (error) => {
    console.error(`${node} cannot be run: ${error.message}. Run npm ci in ${root} again.`)
    process.exit(3)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 4)
    for (const name of signals) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
  // The terminal sends Ctrl-C to both; whoever signals this process alone means the program.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
}

function ownNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'))
    const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(node) ? node : null
  } catch {
    return null
  }
}
