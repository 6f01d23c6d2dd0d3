import type { KubeObject } from '../cluster-port.ts'
import type { KeptCheck, ReadyCheck, UntouchedCheck } from '../format/check-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { refOf, keyOf } from '../manifests/identity.ts'
import { labObjects } from '../manifests/lab-objects.ts'
import { firstDifference, valueAt } from '../manifests/says-all-of.ts'
import { podsOf } from '../workloads.ts'
import type { CheckResult } from './check-result.ts'

const retryMs = 500

export async function runReadyCheck(run: LabRun, check: ReadyCheck, patience: number): Promise<CheckResult> {
  const deadline = run.clock.now() + check.within * 1000 * patience
  for (;;) {
    const pods = await podsOf(run.cluster.kube, check.ready)
    const ready = pods.filter((pod) => pod.ready && pod.running).length
    const observed = `${check.ready.workload} has ${ready} of at least ${check.replicas} ready Pods`
    if (ready >= check.replicas) return { ok: true, observed }
    if (run.clock.now() >= deadline) return { ok: false, observed }
    await run.clock.sleep(retryMs, run.cancel)
  }
}

/** The object is there and says in `fields` what the lab's manifest says. */
export async function runKeptCheck(run: LabRun, check: KeptCheck): Promise<CheckResult> {
  const { kept: ref, fields } = check
  const what = `${ref.kind} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`
  const live = await run.cluster.kube.get(ref)
  if (live === null) return { ok: false, observed: `${what} is gone` }
  const wanted = (await setupObjects(run)).find((object) => keyOf(refOf(object)) === keyOf(ref))
  if (wanted === undefined) return { ok: false, observed: `${what} is not of this lab` }
  for (const field of fields) {
    const difference = firstDifference(valueAt(wanted, field), valueAt(live, field), field)
    if (difference !== null) return { ok: false, observed: `${what} was changed at ${difference}` }
  }
  return { ok: true, observed: `${what} stands` }
}

export async function runUntouchedCheck(run: LabRun, check: UntouchedCheck): Promise<CheckResult> {
  const namespace = check.untouched
  for (const wanted of await setupObjects(run)) {
    if (wanted.metadata.namespace !== namespace) continue
    const what = `${wanted.kind} ${namespace}/${wanted.metadata.name}`
    const live = await run.cluster.kube.get(refOf(wanted))
    if (live === null) return { ok: false, observed: `${what} is gone` }
    const difference = firstDifference(wanted, live)
    if (difference !== null) return { ok: false, observed: `${what} was changed at ${difference}` }
  }
  return { ok: true, observed: `namespace ${namespace} is as it was` }
}

/** Everything that the setup applies, as its manifests say it (without the fault). */
async function setupObjects(run: LabRun): Promise<KubeObject[]> {
  const files = run.lab.setup.flatMap((step) =>
    step.do === 'manifests.apply' || step.do === 'policy.apply' ? step.files : [],
  )
  return labObjects(run, files)
}
