import { KubedrillError } from '../../contract/errors.ts'
import type { Cancellation } from '../../core/clock.ts'
import type { PacketFilter, PodTarget } from '../../core/labs/cluster-port.ts'
import type { PodNamespace } from './pod-namespace.ts'

class CountFailed extends KubedrillError {
  constructor(target: PodTarget, detail: string) {
    super({
      code: 'cluster.count-failed',
      message: `The packets of Pod ${target.namespace}/${target.pod} could not be counted: ${detail}.`,
      remedy: 'Check that the Pod still runs, then try again.',
      exit: 4,
    })
  }
}

/**
 * Counts what leaves a Pod while `during` runs, per filter, with iptables rules without a target in a chain of their own in
 * the Pod's network namespace. The raw table is used: it sees every packet before anything can drop it. The chain is removed
 * whatever happens.
 */
export async function countPackets(
  namespace: PodNamespace,
  target: PodTarget,
  filters: readonly PacketFilter[],
  during: () => Promise<void>,
  cancel: Cancellation,
): Promise<number[]> {
  cancel.throwIfAborted()
  const chain = `KUBEDRILL-${crypto.randomUUID().slice(0, 8)}`
  const iptables = async (...argv: string[]): Promise<string> => {
    const result = await namespace.enter(target, ['iptables', '--wait', '5', '-t', 'raw', ...argv], {
      timeoutMs: 15_000,
    })
    if (result.exitCode !== 0) throw new CountFailed(target, result.stderr.trim())
    return result.stdout
  }
  try {
    await iptables('-N', chain)
    for (const filter of filters) await iptables('-A', chain, ...matchOf(filter))
    await iptables('-I', 'OUTPUT', '-j', chain)
    await during()
    cancel.throwIfAborted()
    return countersOf(await iptables('-L', chain, '-v', '-x', '-n'), filters.length, target)
  } finally {
    await removeChain(namespace, target, chain)
  }
}

function matchOf(filter: PacketFilter): string[] {
  return [
    ...['-p', filter.protocol, '--dport', String(filter.destinationPort)],
    ...(filter.protocol === 'tcp' && filter.connections === true ? ['--syn'] : []),
    ...(filter.destination === undefined ? [] : ['-d', filter.destination]),
  ]
}

/** First column of each rule that `iptables -L -v -x` lists after its two header lines. */
function countersOf(listing: string, expected: number, target: PodTarget): number[] {
  const counts = listing
    .split('\n')
    .slice(2)
    .filter((line) => line.trim() !== '')
    .map((line) => Number(line.trim().split(/\s+/)[0]))
  if (counts.length !== expected || counts.some(Number.isNaN)) {
    throw new CountFailed(target, 'another program changed its rules meanwhile')
  }
  return counts
}

/** A Pod that is gone took its namespace and the rules in it along. */
async function removeChain(namespace: PodNamespace, target: PodTarget, chain: string): Promise<void> {
  const script =
    'iptables -w 5 -t raw -D OUTPUT -j "$1"; iptables -w 5 -t raw -F "$1"; iptables -w 5 -t raw -X "$1"'
  try {
    await namespace.enter(target, ['sh', '-c', script, 'sh', chain], { timeoutMs: 30_000 })
  } catch (error) {
    if (!(error instanceof KubedrillError && error.code === 'cluster.pod-not-running')) throw error
  }
}
