import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const binaries: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/** Electron's binary; null until it was downloaded (the package comes without it). */
export function electronBinary(): string | null {
  try {
    const folder = join(createRequire(import.meta.url).resolve('electron/package.json'), '..')
    const binary = join(folder, 'dist', binaries[process.platform] ?? 'electron')
    return existsSync(binary) ? binary : null
  } catch {
    // The package is for building and is not everywhere that the program runs.
    return null
  }
}

/** Why no desktop window can be opened here, and what to do about it; null when one can. */
export function desktopProblem(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly message: string; readonly remedy: string } | null {
  if ('electron' in process.versions) return null
  if (electronBinary() === null) {
    return {
      message: 'Electron’s binary is not installed.',
      remedy: 'Download it with `npx install-electron`, or use `kubedrill serve`.',
    }
  }
  if (process.platform === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
    return { message: 'There is no display.', remedy: 'Use `kubedrill serve`.' }
  }
  if (process.getuid?.() === 0) {
    return {
      message: 'Electron does not run as root with its sandbox on.',
      remedy: 'Start it as another user, or use `kubedrill serve`.',
    }
  }
  return null
}
