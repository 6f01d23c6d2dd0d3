import type { CallName } from '../../contract/contract.ts'
import { clusterCalls } from '../../contract/clusters.ts'
import { labCalls } from '../../contract/labs.ts'
import { terminalCalls } from '../../contract/terminals.ts'

/** The calls that the lab host answers; all others a door answers itself. */
export const hostCalls = { ...labCalls, ...clusterCalls, ...terminalCalls }
export type HostCallName = keyof typeof hostCalls & CallName

export function isHostCall(name: string): name is HostCallName {
  return Object.hasOwn(hostCalls, name)
}
