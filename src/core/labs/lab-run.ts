import type { Cancellation, Clock } from '../clock.ts'
import type { Cluster } from './cluster-port.ts'
import type { Lab } from './lab.ts'
import type { Variables } from './variables.ts'

/** One lab on one cluster: what every step and check of it needs. */
export interface LabRun {
  readonly lab: Lab
  readonly cluster: Cluster
  readonly variables: Variables
  readonly clock: Clock
  readonly cancel: Cancellation
}
