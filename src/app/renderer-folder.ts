import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ExitCode, KubedrillError } from '../contract/errors.ts'

class NotBuiltError extends KubedrillError {
  constructor() {
    super({
      code: 'renderer.not-built',
      message: 'The interface has not been built.',
      remedy: 'Run `npm start`, or `npm run build` once.',
      exit: ExitCode.environment,
    })
  }
}

/** The folder of the built interface, `out/renderer`, looked for upwards from the running file. */
export function findRendererFolder(moduleUrl: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(moduleUrl)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'out', 'renderer')
    if (existsSync(join(candidate, 'index.html'))) return candidate
    if (dirname(folder) === folder) throw new NotBuiltError()
  }
}
