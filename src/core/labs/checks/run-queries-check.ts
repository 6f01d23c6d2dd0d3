import { KubedrillError } from '../../../contract/errors.ts'
import type { QueriesCheck } from '../format/check-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { podsOf, type WorkloadPod } from '../workloads.ts'
import type { CheckResult } from './check-result.ts'

export interface QueriesResult extends CheckResult {
  /** Queries per connection; null when the application made too few connections to tell. */
  readonly ratio: number | null
}

/**
 * Counts what the application's own traffic costs: UDP packets to port 53 (and TCP segments to it, so that moving to TCP hides
 * nothing) that leave each Pod, per connection that it opens to `port` in the same time. Nothing is probed meanwhile.
 */
export async function runQueriesCheck(
  run: LabRun,
  check: QueriesCheck,
  patience: number,
): Promise<QueriesResult> {
  const { clock } = run
  const deadline = clock.now() + check.queriesPerConnection.within * 1000 * patience
  for (;;) {
    const result = await countOnce(run, check)
    if (result.ok || clock.now() >= deadline) return result
  }
}

async function countOnce(run: LabRun, check: QueriesCheck): Promise<QueriesResult> {
  const { workload } = check.from
  const pods = (await podsOf(run.cluster.kube, check.from)).filter(({ running }) => running)
  if (pods.length === 0)
    return { ok: false, ratio: null, observed: `${workload} has no running Pod to watch` }
  let worst: QueriesResult | null = null
  for (const pod of pods) {
    const result = await countPod(run, check, pod)
    if (!result.ok) return result
    if (worst === null || (result.ratio ?? 0) > (worst.ratio ?? 0)) worst = result
  }
  return worst ?? { ok: false, ratio: null, observed: 'nothing was counted' }
}

async function countPod(run: LabRun, check: QueriesCheck, pod: WorkloadPod): Promise<QueriesResult> {
  const { port, window, connections, atMost } = check.queriesPerConnection
  try {
    const counts = await run.cluster.countPackets(
      { namespace: pod.namespace, pod: pod.name },
      [
        { protocol: 'udp', destinationPort: 53 },
        { protocol: 'tcp', destinationPort: 53 },
        { protocol: 'tcp', destinationPort: port, connections: true },
      ],
      () => run.clock.sleep(window * 1000, run.cancel),
      run.cancel,
    )
    return judgeCounts(check.from.workload, counts, connections, atMost, window)
  } catch (error) {
    run.cancel.throwIfAborted()
    // A rollout takes Pods away while they are watched; the next window watches the new ones.
    if (!(error instanceof KubedrillError)) throw error
    return { ok: false, ratio: null, observed: error.message }
  }
}

/**
 * The window cuts the first and the last request: a look-up may lie inside and its connection outside. So one request's worth
 * of queries is allowed beyond `atMost` per connection.
 */
function judgeCounts(
  workload: string,
  [udp = 0, tcp = 0, connections = 0]: readonly number[],
  enough: number,
  atMost: number,
  window: number,
): QueriesResult {
  const queries = udp + tcp
  if (connections < enough) {
    const observed = `a Pod of ${workload} opened ${connections} connections in ${window} s, too few to tell`
    return { ok: false, ratio: null, observed }
  }
  const ratio = queries / connections
  return {
    ok: queries <= atMost * (connections + 1),
    ratio,
    observed: `a Pod of ${workload} sent ${queries} DNS queries for ${connections} connections: ${ratio.toFixed(1)} for each`,
  }
}
