import { execFile } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import { isExecutable } from './find-program.ts'

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

const versionSchema = z.object({ clientVersion: z.object({ gitVersion: z.string() }) })

/**
 * The first kubectl on PATH, then in `toolsDir`, that is within one minor version of the cluster (Kubernetes' version skew
 * policy). Rejects with {@link KubectlMissingError}.
 */
export async function findKubectl(options: {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly toolsDir: string
  /** `v1.35.4` */
  readonly kubernetes: string
}): Promise<string> {
  const { environment, toolsDir, kubernetes } = options
  const folders = [...(environment['PATH'] ?? environment['Path'] ?? '').split(delimiter), toolsDir]
  const names = process.platform === 'win32' ? ['kubectl.exe', 'kubectl.cmd'] : ['kubectl']
  const tried: string[] = []
  for (const folder of folders.filter((each) => each !== '')) {
    for (const path of names.map((name) => join(folder, name)).filter(isExecutable)) {
      const version = await versionOf(path)
      if (version !== null && isWithinOneMinor(version, kubernetes)) return path
      tried.push(`${path} (${version ?? 'which does not tell its version'})`)
    }
  }
  throw new KubectlMissingError(kubernetes, tried)
}

async function versionOf(path: string): Promise<string | null> {
  try {
    const { stdout } = await run(path, ['version', '--client', '-o', 'json'], {
      timeout: 10_000,
      env: { ...process.env, KUBECONFIG: process.platform === 'win32' ? 'NUL' : '/dev/null' },
    })
    return versionSchema.parse(JSON.parse(stdout)).clientVersion.gitVersion
  } catch {
    // Not a kubectl that can be run; the next one is looked at, and the error names this one.
    return null
  }
}

function isWithinOneMinor(client: string, server: string): boolean {
  const [one, other] = [minorOf(client), minorOf(server)]
  if (one === null || other === null) return false
  return Math.abs(Number(one.split('.')[1]) - Number(other.split('.')[1])) <= 1
}

function minorOf(version: string): string | null {
  return /^v?(\d+\.\d+)/.exec(version)?.[1] ?? null
}
