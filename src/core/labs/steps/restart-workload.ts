import type { WorkloadName } from '../format/names-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { workloadRef } from '../workloads.ts'
import { fieldManager } from './apply-objects.ts'
import { rolledOut } from './rollout.ts'

/** Replaces every Pod by the template's annotation, as `kubectl rollout restart` does, and waits for the new ones. */
export async function restartWorkload(run: LabRun, name: WorkloadName): Promise<void> {
  const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date(run.clock.now()).toISOString() }
  await run.cluster.kube.patch(
    workloadRef(name),
    { spec: { template: { metadata: { annotations } } } },
    'strategic',
    fieldManager,
  )
  await rolledOut(run, name)
}
