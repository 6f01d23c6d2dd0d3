import type { Handlers } from '../../contract/contract.ts'
import type { HostConnection } from './connect-host.ts'
import { hostCalls, isHostCall, type HostCallName } from './host-calls.ts'

/** Handlers of every `lab.*`, `cluster.*` and `terminal.*` call that ask the lab host. */
export function createHostHandlers(connection: HostConnection): Handlers<HostCallName> {
  const entries = Object.keys(hostCalls)
    .filter(isHostCall)
    .map((name) => [name, (input: never) => connection.call(name, input)])
  // One entry per name of hostCalls, each forwarding that name's input and output.
  return Object.fromEntries(entries) as Handlers<HostCallName>
}
