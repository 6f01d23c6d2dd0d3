import { KindError } from './kind-error.ts'
import type { KindTools } from './tools.ts'

export interface NodeContainer {
  readonly name: string
  /** docker's and podman's word: `running`, `exited`, `created`, … */
  readonly state: string
}

/** The containers of one kind cluster, by kind's own label; those that are stopped too. */
export async function listNodeContainers(tools: KindTools, cluster: string): Promise<NodeContainer[]> {
  const result = await tools.container(
    [
      'ps',
      '--all',
      '--no-trunc',
      '--filter',
      `label=io.x-k8s.kind.cluster=${cluster}`,
      '--format',
      '{{.Names}} {{.State}}',
    ],
    { timeoutMs: 30_000 },
  )
  if (result.exitCode !== 0) {
    throw new KindError({
      code: 'kind.containers-not-listed',
      message: `${tools.provider} could not list containers: ${result.stderr.trim()}.`,
      remedy: `Repair it until \`${tools.provider} ps\` works.`,
    })
  }
  return result.stdout
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', state = ''] = line.trim().split(' ')
      return { name, state }
    })
    .sort((a, b) => a.name.localeCompare(b.name))
}
