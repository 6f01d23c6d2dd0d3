import type { ProbeCheck } from '../format/check-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { podsOf, type WorkloadPod } from '../workloads.ts'
import type { CheckResult } from './check-result.ts'
import { describeOutcome, isExpected } from './judge-probe.ts'
import { probeOf, targetOf } from './probe-of-check.ts'

const retryMs = 500

/**
 * Probes from every running Pod of the workload until all see what is expected, for at most `within` seconds times `patience`
 * (0: once), then again and again for as long as it has to hold.
 */
export async function runProbeCheck(run: LabRun, check: ProbeCheck, patience: number): Promise<CheckResult> {
  const { clock, cancel } = run
  const deadline = clock.now() + check.within * 1000 * patience
  let result = await probeAll(run, check)
  while (!result.ok && clock.now() < deadline) {
    await clock.sleep(retryMs, cancel)
    result = await probeAll(run, check)
  }
  const until = clock.now() + (patience > 0 ? check.holds * 1000 : 0)
  while (result.ok && clock.now() < until) {
    await clock.sleep(retryMs, cancel)
    result = await probeAll(run, check)
  }
  return result
}

async function probeAll(run: LabRun, check: ProbeCheck): Promise<CheckResult> {
  const { workload } = check.from
  const pods = (await podsOf(run.cluster.kube, check.from)).filter(({ running }) => running)
  if (pods.length === 0) return { ok: false, observed: `${workload} has no running Pod to probe from` }
  const results = await Promise.all(pods.map((pod) => probeTimes(run, check, pod)))
  const [first] = results
  return results.find(({ ok }) => !ok) ?? first ?? { ok: false, observed: 'nothing was probed' }
}

async function probeTimes(run: LabRun, check: ProbeCheck, pod: WorkloadPod): Promise<CheckResult> {
  let observed = ''
  for (let nth = 1; nth <= check.times; nth += 1) {
    const target = { namespace: pod.namespace, pod: pod.name }
    const outcome = await run.cluster.probe(target, probeOf(check), run.cancel)
    const tally = check.times > 1 ? ` (${nth} of ${check.times})` : ''
    observed = `${check.from.workload} → ${targetOf(check)} ${describeOutcome(outcome, check.timeout)}${tally}`
    if (!isExpected(check, outcome)) return { ok: false, observed }
  }
  return { ok: true, observed }
}
