import type { Stored } from '../api/object.ts'
import { pods } from '../api/resource.ts'
import type { Pod } from '../api/schema/kubernetes-types.ts'
import type { NodeContext } from './node-context.ts'
import { PodWorker } from './pod-worker.ts'

/** The kubelet of one node: runs the Pods that are bound to it. */
export interface Kubelet {
  /** By uid; null when it does not run here. */
  worker(uid: string): PodWorker | null
  readonly stop: () => void
}

export function startKubelet(context: NodeContext): Kubelet {
  const workers = new Map<string, PodWorker>()
  const end = context.client.watch(pods, ({ type, object }) => {
    if (object.spec?.nodeName !== context.name) return
    const { uid } = object.metadata
    const worker = workers.get(uid)
    if (type === 'DELETED') worker?.kill()
    else if (worker !== undefined) worker.update(object)
    else if (!isOver(object)) workers.set(uid, new PodWorker(context, object, () => workers.delete(uid)))
  })
  return {
    worker: (uid) => workers.get(uid) ?? null,
    stop: () => {
      end()
      for (const worker of [...workers.values()]) worker.kill()
    },
  }
}

/** It ended before this kubelet began, and nobody waits for its removal. */
function isOver({ status, metadata }: Stored<Pod>): boolean {
  const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed'
  return ended && metadata.deletionTimestamp === undefined
}
