import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { bashStartUp } from './bash-start-up.ts'
import { fishStartUp } from './fish-start-up.ts'
import { plainPin, type Pin } from './pin.ts'
import { powerShellStartUp } from './powershell-start-up.ts'
import { quoteFish, quotePowerShell, quoteSh } from './quote.ts'
import { ownZdotdir, zshEnvironment, zshStartUp } from './zsh-start-up.ts'

export interface ShellStart {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/**
 * How the shell at `file` is told to run our start-up after its own; the files for that are written to `folder`. A shell that
 * is not known gets its environment only.
 */
export function shellStart(
  file: string,
  pin: Pin,
  folder: string,
  env: Readonly<Record<string, string>>,
): ShellStart {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const write = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
  switch (basename(file).replace(/\.exe$/i, '')) {
    case 'bash':
      return { args: ['--rcfile', write('bashrc', bashStartUp(pin)), '-i'], env: {} }
    case 'zsh': {
      write('.zshenv', zshEnvironment(folder))
      write('.zshrc', zshStartUp(pin, folder))
      const own = env['ZDOTDIR']
      return { args: ['-i'], env: { ZDOTDIR: folder, ...(own === undefined ? {} : { [ownZdotdir]: own }) } }
    }
    case 'fish': {
      const path = write('config.fish', fishStartUp(pin))
      return { args: ['--interactive', '--init-command', `source ${quoteFish(path)}`], env: {} }
    }
    case 'sh':
    case 'dash':
    case 'ash':
    case 'ksh':
    case 'mksh':
      return { args: ['-i'], env: { ENV: write('shrc', plainStartUp(pin, env['ENV'])) } }
    case 'pwsh':
    case 'powershell': {
      const path = quotePowerShell(write('start.ps1', powerShellStartUp(pin)))
      // A script block of the text, since a policy may forbid script files.
      const command = `. ([ScriptBlock]::Create([IO.File]::ReadAllText(${path})))`
      return { args: ['-NoLogo', '-NoExit', '-Command', command], env: {} }
    }
    default:
      return { args: [], env: {} }
  }
}

/** These shells read the file that ENV names; the learner's own comes first, and is what a shell inside this one reads. */
function plainStartUp(pin: Pin, own: string | undefined): string {
  const learners = own === undefined ? 'unset ENV' : `ENV=${quoteSh(own)}\n[ ! -r "$ENV" ] || . "$ENV"`
  return `${learners}\n${plainPin(pin)}`
}
