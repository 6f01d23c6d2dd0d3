import type { KubeObject } from '../cluster-port.ts'
import type { Step } from '../format/step-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { fillAll } from '../variables.ts'
import { workloadRef } from '../workloads.ts'
import { keyOf, refOf } from './identity.ts'
import { labObjects } from './lab-objects.ts'
import { mergePatch } from './merge-patch.ts'

/** A fault folded into the manifests of the setup. */
export interface Overlay {
  /** The objects as they are with the fault. */
  transform(objects: readonly KubeObject[]): KubeObject[]
  /** Objects that only the fault brings, to be created with the first of the setup. */
  readonly added: readonly KubeObject[]
  /** Steps that change something other than the lab's own objects, to be done after the setup. */
  readonly rest: readonly Step[]
}

/**
 * Folds a fault's steps into the lab's manifests, so that what is broken was created broken, together with everything else:
 * no younger object, no second generation and no later entry in managedFields points at it.
 */
export async function overlayOf(
  run: LabRun,
  steps: readonly Step[],
  setup: readonly KubeObject[],
): Promise<Overlay> {
  const known = new Set(setup.map((object) => keyOf(refOf(object))))
  const edits = new Map<string, (object: KubeObject) => KubeObject | null>()
  const added: KubeObject[] = []
  const rest: Step[] = []
  for (const step of (await fillAll(steps, run.variables, run.cluster.kube)) as Step[]) {
    switch (step.do) {
      case 'manifests.apply':
      case 'policy.apply':
        for (const object of await labObjects(run, step.files)) {
          const key = keyOf(refOf(object))
          if (known.has(key)) edits.set(key, () => object)
          else added.push(object)
        }
        break
      case 'object.patch': {
        const key = keyOf(step.object)
        if (known.has(key)) edits.set(key, (object) => mergePatch(object, step.patch) as KubeObject)
        else rest.push(step)
        break
      }
      case 'object.delete': {
        const key = keyOf(step.object)
        if (known.has(key)) edits.set(key, () => null)
        else rest.push(step)
        break
      }
      case 'workload.scale': {
        const { replicas } = step
        const key = keyOf(workloadRef(step.on))
        if (known.has(key))
          edits.set(key, (object) => mergePatch(object, { spec: { replicas } }) as KubeObject)
        else rest.push(step)
        break
      }
      case 'workload.restart':
      case 'pods.label':
      case 'corefile.forward':
        rest.push(step)
        break
    }
  }
  return {
    added,
    rest,
    transform: (objects) =>
      objects.flatMap((object) => {
        const edit = edits.get(keyOf(refOf(object)))
        return (edit === undefined ? object : edit(object)) ?? []
      }),
  }
}
