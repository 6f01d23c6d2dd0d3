import { forbiddenField, invalidValue, required } from '../../meta/field-errors.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import type { Container, Pod, PodSpec, Toleration } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { compact, list, number, text } from '../zero-values.ts'
import { checkImageSpace } from './container-validation.ts'
import { internalDiff } from './internal-diff.ts'
import { checkPod, specOf } from './pod-validation.ts'
import { checkTolerations } from './toleration-validation.ts'

/** core `ValidatePodUpdate`: little of a Pod's spec can change. */
export function* checkPodUpdate(next: Pod, previous: Pod): FieldErrors {
  yield* checkPod(next)
  yield* checkMirror(next, previous)
  const spec = specOf(next)
  const old = specOf(previous)
  for (const group of ['containers', 'initContainers'] as const) {
    if (list(spec[group]).length !== list(old[group]).length) {
      yield forbiddenField(`spec.${group}`, 'pod updates may not add or remove containers')
      return
    }
    for (const [index, container] of list(spec[group]).entries()) {
      if (text(container.image) === '') yield required(`spec.${group}[${index}].image`)
      yield* checkImageSpace(`spec.${group}[${index}]`, container)
    }
  }
  const deadline = [...checkDeadline(spec.activeDeadlineSeconds, old.activeDeadlineSeconds)]
  yield* deadline
  if (deadline.length > 0 && spec.activeDeadlineSeconds !== undefined) return
  yield* checkAddedTolerations(list(spec.tolerations), list(old.tolerations))
  const oldGates = new Set(list(old.schedulingGates).map(({ name }) => name))
  for (const [index, { name }] of list(spec.schedulingGates).entries()) {
    if (oldGates.has(name)) continue
    const detail = `only deletion is allowed, but found new scheduling gate '${name}'`
    yield forbiddenField(`spec.schedulingGates[${index}].name`, detail)
  }
  const masked = withOldUpdatables(spec, old)
  if (semanticEqual(masked, old)) return
  yield forbiddenField('spec', `${refusal}\n${internalDiff('PodSpec', old, masked)}`)
}

const refusal =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'

const mirrorAnnotation = 'kubernetes.io/config.mirror'

/** core `ValidatePodSpecificAnnotationUpdates`: a static Pod's mirror stays one. */
function* checkMirror(next: Pod, previous: Pod): FieldErrors {
  const field = `metadata.annotations[${mirrorAnnotation}]`
  const after = next.metadata?.annotations?.[mirrorAnnotation]
  const before = previous.metadata?.annotations?.[mirrorAnnotation]
  if (before === after) return
  const what = before === undefined ? 'add' : 'remove or update'
  yield forbiddenField(field, `may not ${what} mirror pod annotation`)
}

function* checkDeadline(next: number | undefined, previous: number | undefined): FieldErrors {
  const field = 'spec.activeDeadlineSeconds'
  if (next === undefined) {
    if (previous === undefined) return
    yield invalidValue(field, null, 'must not update from a positive integer to nil value')
  } else if (next < 0 || next > 2147483647) {
    yield invalidValue(field, next, 'must be between 0 and 2147483647, inclusive')
  } else if (previous !== undefined && previous < next) {
    yield invalidValue(field, next, 'must be less than or equal to previous value')
  }
}

function* checkAddedTolerations(next: readonly Toleration[], previous: readonly Toleration[]): FieldErrors {
  const lost = previous.some(
    (old) =>
      !next.some((toleration) =>
        semanticEqual({ ...old, tolerationSeconds: toleration.tolerationSeconds }, toleration),
      ),
  )
  if (lost) {
    const detail = 'existing toleration can not be modified except its tolerationSeconds'
    yield forbiddenField('spec.tolerations', detail)
  } else yield* checkTolerations('spec.tolerations', next)
}

/** The new spec with the old value of each field that an update may change. */
function withOldUpdatables(spec: PodSpec, old: PodSpec): PodSpec {
  const grace = number(old.terminationGracePeriodSeconds)
  const gated = list(old.schedulingGates).length > 0
  const images =
    (from: readonly Container[] | undefined) =>
    (container: Container, index: number): Container => ({ ...container, image: list(from)[index]?.image })
  return compact({
    ...spec,
    containers: list(spec.containers).map(images(old.containers)),
    initContainers: spec.initContainers?.map(images(old.initContainers)),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
    terminationGracePeriodSeconds:
      grace < 0 && spec.terminationGracePeriodSeconds === 1 ? grace : spec.terminationGracePeriodSeconds,
    nodeSelector: gated && onlyAdds(spec, old) ? old.nodeSelector : spec.nodeSelector,
  })
}

/** While scheduling gates hold a Pod its node selector may grow. */
function onlyAdds(spec: PodSpec, old: PodSpec): boolean {
  return Object.entries(old.nodeSelector ?? {}).every(([key, value]) => spec.nodeSelector?.[key] === value)
}
