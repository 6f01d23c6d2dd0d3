import { z } from 'zod'
import type { Problem } from '../../contract/labs.ts'
import type { Cancellation } from '../../core/clock.ts'
import type { RunProcess } from '../process/run-process.ts'
import { engineFailed, notRunning, permissionDenied } from './problems.ts'
import type { Provider } from './tools.ts'

/** What docker or podman says of itself. */
export interface ContainerEngineFacts {
  readonly memoryBytes: number | null
  /** Where images and containers are kept, on the engine's host. */
  readonly dataRoot: string | null
  readonly rootless: boolean
  readonly cgroupVersion: string | null
}

const dockerInfo = z.object({
  MemTotal: z.number().optional(),
  DockerRootDir: z.string().optional(),
  CgroupVersion: z.string().optional(),
  SecurityOptions: z.array(z.string()).nullish(),
})

const podmanInfo = z.object({
  host: z.object({
    memTotal: z.number().optional(),
    cgroupVersion: z.string().optional(),
    security: z.object({ rootless: z.boolean().optional() }).optional(),
  }),
  store: z.object({ graphRoot: z.string().optional() }).optional(),
})

const infoTimeoutMs = 15_000

/** Asks the engine whether it works; a problem instead of the facts when it does not. */
export async function askContainerEngine(
  provider: Provider,
  command: string,
  run: RunProcess,
  cancel: Cancellation | undefined,
): Promise<ContainerEngineFacts | Problem> {
  const result = await run({
    command,
    argv: ['info', '--format', provider === 'docker' ? '{{json .}}' : 'json'],
    timeoutMs: infoTimeoutMs,
    ...(cancel === undefined ? {} : { cancel }),
  })
  if (result.timedOut) return engineFailed(provider, `\`${provider} info\` gave no answer in 15 s`)
  if (result.exitCode !== 0) return problemOf(provider, result.stderr)
  try {
    const answer: unknown = JSON.parse(result.stdout)
    return provider === 'docker' ? dockerFacts(answer) : podmanFacts(answer)
  } catch {
    return engineFailed(provider, `\`${provider} info\` did not answer in JSON`)
  }
}

/** The engines' own messages: docker/cli and podman's remote client. */
function problemOf(provider: Provider, stderr: string): Problem {
  if (/permission denied/i.test(stderr)) return permissionDenied(provider)
  if (/cannot connect to|is the docker daemon running|failed to connect|error during connect/i.test(stderr)) {
    return notRunning(provider)
  }
  const line = stderr.split('\n').find((text) => text.trim() !== '') ?? 'no message'
  return engineFailed(provider, line.trim())
}

function dockerFacts(answer: unknown): ContainerEngineFacts {
  const info = dockerInfo.parse(answer)
  return {
    memoryBytes: info.MemTotal ?? null,
    dataRoot: info.DockerRootDir ?? null,
    rootless: (info.SecurityOptions ?? []).some((option) => option.includes('name=rootless')),
    cgroupVersion: info.CgroupVersion ?? null,
  }
}

function podmanFacts(answer: unknown): ContainerEngineFacts {
  const info = podmanInfo.parse(answer)
  return {
    memoryBytes: info.host.memTotal ?? null,
    dataRoot: info.store?.graphRoot ?? null,
    rootless: info.host.security?.rootless ?? false,
    cgroupVersion: info.host.cgroupVersion?.replace(/^v/, '') ?? null,
  }
}
