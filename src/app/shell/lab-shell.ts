import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { NodeEntry } from '../../core/labs/cluster-port.ts'
import { cleanEnvironment } from './clean-environment.ts'
import { findKubectl } from './find-kubectl.ts'
import { findProgram } from './find-program.ts'
import { findShell } from './find-shell.ts'
import { shellStart } from './shell-start.ts'
import { writeWrappers } from './write-wrappers.ts'

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

class DataFolderUnusableError extends KubedrillError {
  constructor(path: string) {
    super({
      code: 'shell.path-unusable',
      message: `A terminal can not use ${path}: its name holds ${JSON.stringify(delimiter)}, which separates paths in PATH and KUBECONFIG.`,
      remedy: 'Choose another data folder with --data or KUBEDRILL_DATA.',
      exit: ExitCode.environment,
    })
  }
}

/**
 * The learner's shell, pinned to a lab's cluster: their own start-up files run, and what is ours comes after them, so that no
 * exported KUBECONFIG, alias or function sends a command elsewhere. A shell started inside this one gets KUBECONFIG and PATH
 * from it and no more. Rejects with `kubectl.missing`, `shell.missing` or `shell.path-unusable`.
 */
export async function labShell(options: LabShellOptions): Promise<ShellLaunch> {
  const { kubeconfig, cacheDir, sessionDir, nodes, nodeEntry } = options
  const bin = join(sessionDir, 'bin')
  for (const path of [bin, kubeconfig]) {
    if (path.slice(process.platform === 'win32' ? 2 : 0).includes(delimiter))
      throw new DataFolderUnusableError(path)
  }
  const env = cleanEnvironment(options.environment)
  const kubectl = await findKubectl({
    environment: env,
    toolsDir: options.toolsDir,
    kubernetes: options.kubernetesVersion,
  })
  const file = findShell(options.shell, env)
  for (const folder of [bin, cacheDir]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const entry = nodeEntry && {
    ...nodeEntry,
    program: findProgram(nodeEntry.program, env) ?? nodeEntry.program,
  }
  writeWrappers(bin, { kubectl, kubeconfig, cacheDir }, nodes, entry)
  const start = shellStart(file, { bin, kubeconfig, cacheDir }, join(sessionDir, 'shell'), env)
  return {
    file,
    args: start.args,
    env: {
      ...env,
      ...start.env,
      PATH: `${bin}${delimiter}${env['PATH'] ?? ''}`,
      KUBECONFIG: kubeconfig,
      KUBECACHEDIR: cacheDir,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      TERM_PROGRAM: 'kubedrill',
    },
    cwd: env['HOME'] ?? homedir(),
  }
}
