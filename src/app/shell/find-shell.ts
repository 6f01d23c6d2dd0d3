import { isAbsolute } from 'node:path'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import { findProgram, isExecutable } from './find-program.ts'

class ShellMissingError extends KubedrillError {
  constructor(shell: string) {
    super({
      code: 'shell.missing',
      message: `There is no shell ${shell} here.`,
      remedy: 'Name another in the settings, or leave the setting empty for your own.',
      exit: ExitCode.environment,
    })
  }
}

/**
 * Path of the shell that is asked for by path or name, or of the learner's own when `shell` is null: $SHELL, then bash and sh;
 * on Windows pwsh, then powershell. Throws `shell.missing`.
 */
export function findShell(shell: string | null, env: Readonly<Record<string, string>>): string {
  const own = process.platform === 'win32' ? ['pwsh', 'powershell'] : [env['SHELL'] ?? '', 'bash', 'sh']
  for (const name of shell === null ? own.filter((each) => each !== '') : [shell]) {
    const found = isAbsolute(name) ? (isExecutable(name) ? name : null) : findProgram(name, env)
    if (found !== null) return found
  }
  throw new ShellMissingError(shell ?? own.join(', '))
}
