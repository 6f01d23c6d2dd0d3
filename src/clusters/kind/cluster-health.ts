import type { Cancellation, Clock } from '../../core/clock.ts'
import { KubedrillError } from '../../contract/errors.ts'
import type { KubeApi, KubeObject } from '../../core/labs/cluster-port.ts'

interface NodeFields extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
}

/** Whether the API answers and every one of `nodes` is Ready, within `withinMs`. */
export async function isHealthy(
  kube: KubeApi,
  nodes: readonly string[],
  withinMs: number,
  clock: Clock,
  cancel: Cancellation,
): Promise<boolean> {
  const deadline = clock.now() + withinMs
  for (;;) {
    if (await allReady(kube, nodes)) return true
    if (clock.now() >= deadline) return false
    await clock.sleep(500, cancel)
  }
}

async function allReady(kube: KubeApi, nodes: readonly string[]): Promise<boolean> {
  try {
    const ready = (await kube.list({ apiVersion: 'v1', kind: 'Node' }))
      .filter((node) => isReady(node))
      .map((node) => node.metadata.name)
    return nodes.every((node) => ready.includes(node))
  } catch (error) {
    if (error instanceof KubedrillError) return false
    throw error
  }
}

function isReady(node: NodeFields): boolean {
  return node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false
}
