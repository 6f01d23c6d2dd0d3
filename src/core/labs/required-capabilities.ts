import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { LabRun } from './lab-run.ts'

/** The cluster lacks something that the lab needs, by a trial of it. */
export class CapabilityMissingError extends KubedrillError {
  constructor(ticket: string, engine: string, missing: readonly string[]) {
    super({
      code: 'lab.capability-missing',
      message: `${ticket} cannot run on this ${engine} cluster: it was seen to lack ${missing.join(', ')}.`,
      remedy: missing.includes('network-policy')
        ? 'Try again when the machine is less busy; if it stays, use a kind of 0.24 or later on a kernel whose nftables kindnet can use.'
        : 'Make the cluster anew with `kubedrill cluster down`, or use another engine.',
      exit: ExitCode.environment,
    })
  }
}

/** Tries what the lab requires; rejects with {@link CapabilityMissingError}. */
export async function requireCapabilities({ lab, cluster, cancel }: LabRun): Promise<void> {
  const wanted = lab.requires
  const seen = await cluster.capabilities(cancel, wanted)
  const missing = wanted.filter((capability) => !seen.has(capability))
  if (missing.length > 0) throw new CapabilityMissingError(lab.ticket, cluster.engine, missing)
}
