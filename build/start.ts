import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

/**
 * `npm start`: builds what is not built yet, then opens the desktop app, or says in one line why there is none and opens the
 * browser door. Arguments go to the program.
 */
const root = resolve(import.meta.dirname, '..')
const require = createRequire(import.meta.url)
const newest = Math.max(
  ...['src', 'electron.vite.config.ts', 'package.json'].map((path) => newestIn(join(root, path))),
)
const bundles = ['main/desktop.js', 'main/kubedrill.js', 'preload/bridge.cjs', 'renderer/index.html']

if (
  bundles.some((path) => !existsSync(join(root, 'out', path)) || newestIn(join(root, 'out', path)) < newest)
) {
  process.stdout.write('Building kubedrill …\n')
  run(process.execPath, [
    join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
}

const why = whyNoDesktop()
if (why === null) {
  run(electronBinary() ?? '', [root, ...process.argv.slice(2)])
} else {
  process.stdout.write(`No desktop window: ${why} Opening the browser door.\n`)
  run(process.execPath, [join(root, 'out/main/kubedrill.js'), 'serve', ...process.argv.slice(2)])
}

/** One sentence; null when a window can be opened. */
function whyNoDesktop(): string | null {
  if (electronBinary() === null)
    return 'Electron’s binary is not installed (`npx install-electron` downloads it).'
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return 'there is no display.'
  }
  if (process.getuid?.() === 0) return 'Electron does not run as root with its sandbox on.'
  return null
}

/** The package names the binary only once it was downloaded. */
function electronBinary(): string | null {
  const folder = join(require.resolve('electron/package.json'), '..')
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as const
  const name =
    process.platform === 'darwin' || process.platform === 'win32' ? names[process.platform] : 'electron'
  const binary = join(folder, 'dist', name)
  return existsSync(binary) ? binary : null
}

/** Runs a program to its end, with this terminal; its exit code becomes ours when it is not 0. */
function run(command: string, args: readonly string[]): void {
  // Ctrl-C reaches the child too; this process waits for it.
  process.on('SIGINT', () => undefined)
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', cwd: root })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

/** Latest change below a path, epoch ms. */
function newestIn(path: string): number {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}
