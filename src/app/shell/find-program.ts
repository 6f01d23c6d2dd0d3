import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Absolute path of a program on PATH (PATHEXT honoured on Windows); null when there is none. */
export function findProgram(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const endings =
    process.platform === 'win32' ? ['', ...(environment['PATHEXT'] ?? '.EXE;.CMD;.BAT').split(';')] : ['']
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter)
  for (const folder of folders.filter((each) => each !== '')) {
    for (const ending of endings) {
      const path = join(folder, name + ending)
      if (isExecutable(path)) return path
    }
  }
  return null
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
