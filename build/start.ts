import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { desktopProblem, electronBinary } from '../src/app/system/desktop-problem.ts'

/**
 * `npm start`: builds what is not built yet, then opens the desktop app, or says in one line why there is none and opens the
 * browser door. Arguments go to the program.
 */
const root = resolve(import.meta.dirname, '..')
const newest = Math.max(
  ...['src', 'electron.vite.config.ts', 'package.json'].map((path) => newestIn(join(root, path))),
)
const bundles = ['main/desktop.js', 'main/kubedrill.js', 'preload/bridge.cjs', 'renderer/index.html']

if (
  bundles.some((path) => !existsSync(join(root, 'out', path)) || newestIn(join(root, 'out', path)) < newest)
) {
  process.stdout.write('Building kubedrill …\n')
  await run(process.execPath, [
    join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
}

const binary = electronBinary()
const problem = desktopProblem(process.env)
if (binary !== null && problem === null) {
  await run(binary, [root, ...process.argv.slice(2)])
} else {
  process.stdout.write(`No desktop window: ${problem?.message ?? ''} Opening the browser door.\n`)
  await run(process.execPath, [join(root, 'out/main/kubedrill.js'), 'serve', ...process.argv.slice(2)])
}

/** Runs a program to its end, with this terminal; its exit code becomes ours when it is not 0. */
async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, [...args], { stdio: 'inherit', cwd: root })
  // Ctrl-C reaches the child by itself; whoever signals this process alone means the child too.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  const code = await new Promise<number>((ended, failed) => {
    child.once('error', failed)
    child.once('exit', (status) => {
      ended(status ?? 1)
    })
  })
  if (code !== 0) process.exit(code)
}

/** Latest change below a path, epoch ms. */
function newestIn(path: string): number {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}
