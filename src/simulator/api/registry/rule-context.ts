import type { RuleContext } from '../kinds/kind-rules.ts'
import type { RegistryPorts } from './registry-ports.ts'
import type { Writer } from './writer.ts'

/** What a kind's rules may ask of the cluster during a write. */
export function ruleContext(
  { store, clock, random }: Pick<RegistryPorts, 'store' | 'clock' | 'random'>,
  { dryRun }: Pick<Writer, 'dryRun'>,
): RuleContext {
  return { store, clock, random, dryRun }
}
