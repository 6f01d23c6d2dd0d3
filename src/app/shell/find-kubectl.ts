import { execFile } from 'node:child_process'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import { isExecutable } from './find-program.ts'
import { wrapperMark } from './kubectl-wrapper.ts'

const run = promisify(execFile)

/** No kubectl here that fits the cluster. */
export class KubectlMissingError extends KubedrillError {
  constructor(kubernetes: string, tried: readonly string[]) {
    super({
      code: 'kubectl.missing',
      message:
        tried.length === 0
          ? 'No kubectl was found on PATH.'
          : `No kubectl within one minor version of ${kubernetes} was found; there is ${tried.join(', ')}.`,
      remedy: `Install kubectl ${minorOf(kubernetes) ?? ''} from https://kubernetes.io/docs/tasks/tools/ and open the terminal again.`,
      exit: ExitCode.environment,
    })
  }
}

/**
 * The first kubectl on PATH, then in `toolsDir`, that is within one minor version of the cluster (Kubernetes' version skew
 * policy); absolute. A wrapper of a lab, found when a terminal is opened from a lab's terminal, is passed over. Rejects with
 * {@link KubectlMissingError}.
 */
export async function findKubectl(options: {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly toolsDir: string
  /** `v1.35.4` */
  readonly kubernetes: string
}): Promise<string> {
  const { environment, toolsDir, kubernetes } = options
  const folders = [...(environment['PATH'] ?? environment['Path'] ?? '').split(delimiter), toolsDir]
  const name = process.platform === 'win32' ? 'kubectl.exe' : 'kubectl'
  const tried: string[] = []
  for (const path of folders.filter(isAbsolute).map((folder) => join(folder, name))) {
    if (!isExecutable(path) || isWrapper(path)) continue
    const version = await versionOf(path, environment)
    if (version !== null && isWithinOneMinor(version, kubernetes)) return path
    tried.push(`${path} (${version ?? 'which does not tell its version'})`)
  }
  throw new KubectlMissingError(kubernetes, tried)
}

function isWrapper(path: string): boolean {
  const start = Buffer.alloc(128)
  const file = openSync(path, 'r')
  try {
    readSync(file, start)
  } finally {
    closeSync(file)
  }
  return start.includes(wrapperMark)
}

const versionSchema = z.object({ clientVersion: z.object({ gitVersion: z.string() }) })
/** By path, size and time of change: asking takes longer than all else that opening a terminal does. */
const knownVersions = new Map<string, string>()

async function versionOf(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const { mtimeMs, size } = statSync(path)
  const key = `${path}\n${mtimeMs}\n${size}`
  const known = knownVersions.get(key)
  if (known !== undefined) return known
  try {
    const { stdout } = await run(path, ['version', '--client', '-o', 'json'], {
      timeout: 10_000,
      env: { ...environment, KUBECONFIG: process.platform === 'win32' ? 'NUL' : '/dev/null' },
    })
    const { gitVersion } = versionSchema.parse(JSON.parse(stdout)).clientVersion
    knownVersions.set(key, gitVersion)
    return gitVersion
  } catch {
    // Not a kubectl that can be run; the next one is looked at, and the error names this one.
    return null
  }
}

function isWithinOneMinor(client: string, server: string): boolean {
  const [one, other] = [minorOf(client)?.split('.'), minorOf(server)?.split('.')]
  return one?.[0] === other?.[0] && Math.abs(Number(one?.[1]) - Number(other?.[1])) <= 1
}

function minorOf(version: string): string | null {
  return /^v?(\d+\.\d+)/.exec(version)?.[1] ?? null
}
