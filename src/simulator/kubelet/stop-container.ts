import { runHook } from './hooks.ts'
import type { NodeContext } from './node-context.ts'
import type { Slot } from './slot.ts'

/** A container always gets this long after its preStop hook; seconds (kubernetes `minimumGracePeriodInSeconds`). */
const minimumGrace = 2

/**
 * Ends a run: preStop hook, SIGTERM, and SIGKILL when the grace period is over (kubernetes `kuberuntime_container.go` killContainer).
 * Resolves when it has ended.
 */
export async function stopContainer(
  node: NodeContext,
  slot: Slot,
  podIP: string,
  graceSeconds: number,
  hookFailed: () => void,
): Promise<void> {
  const { run } = slot
  if (run === null) return
  const start = node.clock.now()
  const hook = slot.spec.lifecycle?.preStop
  if (hook !== undefined && graceSeconds > 0) {
    const { promise: late, resolve } = Promise.withResolvers<'late'>()
    const cancel = node.clock.after(graceSeconds * 1000, () => resolve('late'))
    const passed = await Promise.race([runHook(node, slot, podIP, hook), late])
    cancel()
    if (passed === false) hookFailed()
  }
  const leftMs = graceSeconds * 1000 - (node.clock.now() - start)
  const cancel = node.clock.after(Math.max(leftMs, minimumGrace * 1000), () => run.signal('SIGKILL'))
  run.signal('SIGTERM')
  await run.exit
  cancel()
}
