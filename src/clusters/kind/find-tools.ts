import type { Problem } from '../../contract/labs.ts'
import type { Cancellation } from '../../core/clock.ts'
import type { RunProcess } from '../process/run-process.ts'
import { askContainerEngine, type ContainerEngineFacts } from './container-engine.ts'
import { findTool } from './find-tool.ts'
import { kindFailed, kindTooOld, minimumKindVersion, noContainerEngine, noKind } from './problems.ts'
import type { KindTools, Provider } from './tools.ts'

export interface FoundTools {
  readonly tools: KindTools
  readonly facts: ContainerEngineFacts
}

/**
 * Finds kind and the container engine: docker where it answers, else podman; `KIND_EXPERIMENTAL_PROVIDER` decides where it is
 * set. Answers what is missing instead when something is.
 */
export async function findTools(
  environment: Readonly<Record<string, string | undefined>>,
  run: RunProcess,
  kubeconfig: string,
  cancel?: Cancellation,
): Promise<FoundTools | readonly Problem[]> {
  const kind = findTool('kind', environment)
  const problems: Problem[] = []
  if (kind === null) problems.push(noKind())
  else {
    const problem = await checkKind(kind, run, cancel)
    if (problem !== null) problems.push(problem)
  }
  const engine = await findEngine(environment, run, cancel)
  if ('code' in engine) problems.push(engine)
  if (problems.length > 0 || kind === null || 'code' in engine) return problems
  return { tools: toTools(kind, engine.provider, engine.command, run, kubeconfig), facts: engine.facts }
}

export function isFound(found: FoundTools | readonly Problem[]): found is FoundTools {
  return 'tools' in found
}

async function checkKind(
  command: string,
  run: RunProcess,
  cancel: Cancellation | undefined,
): Promise<Problem | null> {
  const result = await run({
    command,
    argv: ['version'],
    timeoutMs: 15_000,
    ...(cancel === undefined ? {} : { cancel }),
  })
  const version = /\bv(\d+)\.(\d+)\.\d+/.exec(result.stdout)
  if (result.exitCode !== 0 || version === null) {
    if (result.timedOut) return kindFailed('it gave no answer in 15 s')
    const [said = ''] = (result.stderr.trim() || result.stdout.trim()).split('\n')
    return kindFailed(said === '' ? `it said nothing and ended with ${result.exitCode}` : said)
  }
  const [major, minor] = [Number(version[1]), Number(version[2])]
  const { major: leastMajor, minor: leastMinor } = minimumKindVersion
  return major > leastMajor || (major === leastMajor && minor >= leastMinor) ? null : kindTooOld(version[0])
}

interface Engine {
  readonly provider: Provider
  readonly command: string
  readonly facts: ContainerEngineFacts
}

async function findEngine(
  environment: Readonly<Record<string, string | undefined>>,
  run: RunProcess,
  cancel: Cancellation | undefined,
): Promise<Engine | Problem> {
  const asked = environment['KIND_EXPERIMENTAL_PROVIDER']
  const candidates: readonly Provider[] =
    asked === 'docker' || asked === 'podman' ? [asked] : ['docker', 'podman']
  let first: Problem | null = null
  for (const provider of candidates) {
    const command = findTool(provider, environment)
    if (command === null) continue
    const facts = await askContainerEngine(provider, command, run, cancel)
    if (!('code' in facts)) return { provider, command, facts }
    first ??= facts
  }
  return first ?? noContainerEngine()
}

function toTools(
  kind: string,
  provider: Provider,
  container: string,
  run: RunProcess,
  kubeconfig: string,
): KindTools {
  const environment = { KIND_EXPERIMENTAL_PROVIDER: provider, KUBECONFIG: kubeconfig }
  return {
    provider,
    kind: (argv, options) => run({ ...options, command: kind, argv, environment }),
    container: (argv, options) => run({ ...options, command: container, argv }),
  }
}
