import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, delimiter, isAbsolute, join } from 'node:path'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { NodeEntry } from '../../core/labs/cluster-port.ts'
import { cleanEnvironment } from './clean-environment.ts'
import { findKubectl } from './find-kubectl.ts'
import { findProgram } from './find-program.ts'
import { kubectlWrapper, kubectlWrapperForWindows } from './kubectl-wrapper.ts'
import { nodeShellScript } from './node-shell.ts'
import { quoteFish } from './quote.ts'
import { bashStartUp, fishStartUp, powerShellStartUp, zshEnvironment, zshStartUp, type Pin } from './pins.ts'

export interface LabShellOptions {
  /** A path or a name on PATH; null: the learner's own. */
  readonly shell: string | null
  /** The lab's private kubeconfig. */
  readonly kubeconfig: string
  /** KUBECACHEDIR: kubectl caches discovery by host and port, which other clusters have had before. */
  readonly cacheDir: string
  /** Private folder for what is generated here. */
  readonly sessionDir: string
  /** Where a kubectl of the program's own may lie. */
  readonly toolsDir: string
  readonly environment: NodeJS.ProcessEnv
  /** `v1.35.4` */
  readonly kubernetesVersion: string
  readonly nodes: readonly string[]
  readonly nodeEntry: NodeEntry | null
}

/** A program to start on a pty. */
export interface ShellLaunch {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

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
 * The learner's shell, pinned to a lab's cluster: their own start-up files run, and what is ours comes after them, so that no
 * exported KUBECONFIG, alias or function sends a command elsewhere. Rejects with `kubectl.missing` or `shell.missing`.
 */
export async function labShell(options: LabShellOptions): Promise<ShellLaunch> {
  const { kubeconfig, cacheDir, sessionDir, kubernetesVersion } = options
  const env = cleanEnvironment(options.environment)
  const kubectl = await findKubectl({
    environment: env,
    toolsDir: options.toolsDir,
    kubernetes: kubernetesVersion,
  })
  const bin = join(sessionDir, 'bin')
  mkdirSync(bin, { recursive: true, mode: 0o700 })
  mkdirSync(cacheDir, { recursive: true, mode: 0o700 })
  writeWrappers(bin, kubectl, options)
  const file = shellFile(options.shell, env)
  const launch = launchOf(file, { bin, kubeconfig, cacheDir }, join(sessionDir, 'shell'), env)
  return {
    file,
    args: launch.args,
    env: {
      ...env,
      ...launch.env,
      PATH: `${bin}${delimiter}${env['PATH'] ?? env['Path'] ?? ''}`,
      KUBECONFIG: kubeconfig,
      KUBECACHEDIR: cacheDir,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      TERM_PROGRAM: 'kubedrill',
    },
    cwd: env['HOME'] ?? homedir(),
  }
}

function writeWrappers(bin: string, kubectl: string, options: LabShellOptions): void {
  const { kubeconfig, nodes, nodeEntry } = options
  if (process.platform === 'win32') {
    writeFileSync(join(bin, 'kubectl-pinned.ps1'), kubectlWrapperForWindows({ kubectl, kubeconfig }))
    const command = `@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0kubectl-pinned.ps1" %*\r\n`
    for (const name of ['kubectl.cmd', 'k.cmd']) writeFileSync(join(bin, name), command)
    return
  }
  const wrapper = kubectlWrapper({ kubectl, kubeconfig })
  for (const name of ['kubectl', 'k']) writeProgram(join(bin, name), wrapper)
  if (nodeEntry !== null) writeProgram(join(bin, 'node-shell'), nodeShellScript(nodes, nodeEntry))
}

function writeProgram(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o700 })
  chmodSync(path, 0o700)
}

function shellFile(shell: string | null, env: Readonly<Record<string, string>>): string {
  const wanted = [
    shell,
    ...(process.platform === 'win32' ? ['pwsh', 'powershell'] : [env['SHELL'], 'bash', 'sh']),
  ]
  if (shell !== null) {
    const found = resolveShell(shell, env)
    if (found === null) throw new ShellMissingError(shell)
    return found
  }
  for (const name of wanted) {
    const found = name === undefined || name === null || name === '' ? null : resolveShell(name, env)
    if (found !== null) return found
  }
  throw new ShellMissingError('at all')
}

function resolveShell(name: string, env: Readonly<Record<string, string>>): string | null {
  return isAbsolute(name) ? findProgram(basename(name), { PATH: join(name, '..') }) : findProgram(name, env)
}

/** How each shell is told to run our start-up after its own; one that is not known gets its environment only. */
function launchOf(
  file: string,
  pin: Pin,
  folder: string,
  env: Readonly<Record<string, string>>,
): { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const write = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text, { mode: 0o600 })
    return path
  }
  const name = basename(file).replace(/\.exe$/i, '')
  switch (name) {
    case 'bash':
      return { args: ['--rcfile', write('bashrc', bashStartUp(pin)), '-i'], env: {} }
    case 'zsh': {
      write('.zshenv', zshEnvironment(folder))
      write('.zshrc', zshStartUp(pin, folder))
      const own = env['ZDOTDIR']
      return {
        args: ['-i'],
        env: { ZDOTDIR: folder, ...(own === undefined ? {} : { KUBEDRILL_ZDOTDIR: own }) },
      }
    }
    case 'fish': {
      const path = write('config.fish', fishStartUp(pin))
      return { args: ['--interactive', '--init-command', `source ${quoteFish(path)}`], env: {} }
    }
    case 'pwsh':
    case 'powershell': {
      const path = write('start.ps1', powerShellStartUp(pin))
      return { args: ['-NoLogo', '-NoExit', '-ExecutionPolicy', 'Bypass', '-File', path], env: {} }
    }
    default:
      return { args: ['-i'], env: {} }
  }
}
