import type { LifecycleHandler } from '../api/schema/kubernetes-types.ts'
import { attempt } from './probes/probe-attempt.ts'
import type { NodeContext } from './node-context.ts'
import type { Slot } from './slot.ts'

/** Runs a lifecycle handler of a container that runs; false when it failed. It never throws for what a handler may meet. */
export async function runHook(
  node: NodeContext,
  slot: Slot,
  podIP: string,
  { sleep, exec, httpGet, tcpSocket }: LifecycleHandler,
): Promise<boolean> {
  const { run } = slot
  if (run === null) return true
  if (sleep !== undefined) {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    node.clock.after(sleep.seconds * 1000, () => resolve(undefined))
    await promise
    return true
  }
  const outcome = await attempt(
    {
      ...(exec !== undefined && { exec }),
      ...(httpGet !== undefined && { httpGet }),
      ...(tcpSocket !== undefined && { tcpSocket }),
      timeoutSeconds: 86_400,
    },
    {
      clock: node.clock,
      podIP,
      container: slot.spec,
      run,
      connect: (address, port, timeoutMs) =>
        node.sockets.connect(`node/${node.name}`, address, port, timeoutMs),
    },
  )
  return outcome.kind === 'success'
}
