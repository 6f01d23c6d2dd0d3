import type { KubeObject } from '../cluster-port.ts'
import type { Step } from '../format/step-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { labObjects } from '../manifests/lab-objects.ts'
import { ManifestError } from '../manifests/parse-manifests.ts'
import { fillAll } from '../variables.ts'
import { podsOf, workloadRef } from '../workloads.ts'
import { applyObjects, fieldManager, isWorkload } from './apply-objects.ts'
import { forwardZone } from './corefile.ts'
import { restartWorkload } from './restart-workload.ts'
import { rolledOut } from './rollout.ts'

/** Does each step in order; `objectsOf` may replace what the files of an apply step hold. */
export async function runSteps(
  run: LabRun,
  steps: readonly Step[],
  edit: (objects: readonly KubeObject[]) => readonly KubeObject[] = (objects) => objects,
): Promise<void> {
  for (const step of steps) {
    run.cancel.throwIfAborted()
    await runStep(run, step, edit)
  }
}

async function runStep(
  run: LabRun,
  template: Step,
  edit: (objects: readonly KubeObject[]) => readonly KubeObject[],
): Promise<void> {
  const { kube } = run.cluster
  // Filling keeps the shape: only strings change.
  const step = (await fillAll(template, run.variables, kube)) as Step
  switch (step.do) {
    case 'manifests.apply':
      return applyObjects(run, edit(await labObjects(run, step.files)), step.unready)
    case 'policy.apply': {
      const objects = edit(await labObjects(run, step.files))
      const stray = objects.find(({ kind }) => kind !== 'NetworkPolicy')
      if (stray) throw new ManifestError(step.files.join(', '), `a ${stray.kind} is no NetworkPolicy`)
      return applyObjects(run, objects, [])
    }
    case 'object.patch': {
      const { object, patch } = step
      await kube.patch(object, patch, 'merge', fieldManager)
      if (isWorkload(object.kind)) {
        const { kind, namespace = '', name } = object
        await rolledOut(run, { kind, namespace, workload: name })
      }
      return
    }
    case 'object.delete':
      return kube.delete(step.object)
    case 'workload.scale':
      await kube.patch(workloadRef(step.on), { spec: { replicas: step.replicas } }, 'merge', fieldManager)
      return rolledOut(run, step.on)
    case 'workload.restart':
      return restartWorkload(run, step.on)
    case 'pods.label':
      for (const { namespace, name } of await podsOf(kube, step.on)) {
        const ref = { apiVersion: 'v1', kind: 'Pod', namespace, name }
        await kube.patch(ref, { metadata: { labels: step.labels } }, 'merge', fieldManager)
      }
      return
    case 'corefile.forward':
      return forwardZone(run, step.zone, step.service)
  }
}
