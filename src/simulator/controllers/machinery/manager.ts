import type { Client } from '../../api/client.ts'
import type { ControllerContext } from '../controller.ts'
import { EventRecorder } from './event-recorder.ts'
import type { Informers } from './informer.ts'
import { WorkQueue } from './work-queue.ts'

/** What the controllers of one process share: kube-controller-manager's, or the scheduler's. */
export interface Manager extends ControllerContext {
  readonly informers: Informers
}

/** Part of a manager; the answer stops it. */
export type ManagedController = (manager: Manager) => () => void

/** A client as the controller of that name has it: its own ServiceAccount, the field manager of the whole process. */
export function clientOf(manager: Manager, name: string): Client {
  return manager.clientAs(`system:serviceaccount:kube-system:${name}`, 'kube-controller-manager')
}

/** Records events with `name` as their source. */
export function recorderOf(manager: Manager, name: string): EventRecorder {
  return new EventRecorder(clientOf(manager, name), manager.clock, { component: name })
}

/** A queue that reports bugs as the manager wants it. */
export function queueOf(manager: Manager, sync: (key: string) => void): WorkQueue {
  return new WorkQueue({ clock: manager.clock, sync, reportError: manager.reportError })
}

/** Ends everything, in the order given. */
export function stopAll(...ends: readonly (() => unknown)[]): () => void {
  return () => {
    for (const end of ends) end()
  }
}
