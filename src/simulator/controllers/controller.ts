import type { Client } from '../api/client.ts'
import type { Clock } from '../clock.ts'
import type { Randomness } from '../randomness.ts'

/** What every controller gets. */
export interface ControllerContext {
  readonly clock: Clock
  readonly random: Randomness
  /** A client under a user of its own; `fieldManager` as in managedFields (`kube-controller-manager`). */
  readonly clientAs: (user: string, fieldManager: string) => Client
  /** PEM of the cluster's CA, for the ConfigMap kube-root-ca.crt of each namespace; without it there is none. */
  readonly rootCa?: string
  /**
   * Told of errors that are no StatusError: bugs. The work is tried again either way; without it they are thrown in the clock's turn.
   */
  readonly reportError?: (error: unknown) => void
}

/** Started once per cluster; the answer stops it, with all its timers and watches. */
export type Controller = (context: ControllerContext) => () => void
