import { forbiddenField, invalidValue } from '../../meta/field-errors.ts'
import type { Pod, PodSpec } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'
import { checkImageSpace } from './container-validation.ts'
import { checkPodSpec } from './pod-spec-validation.ts'

/** A Pod's spec; one without is read as Go reads it. */
export function specOf(pod: Pod): PodSpec {
  return pod.spec ?? { containers: [] }
}

/** core `ValidatePodCreate`. */
export function* checkPodCreate(pod: Pod): FieldErrors {
  yield* checkPod(pod)
  const spec = specOf(pod)
  if (list(spec.ephemeralContainers).length > 0) {
    yield forbiddenField('spec.ephemeralContainers', 'cannot be set on create')
  }
  if (text(spec.nodeName) !== '' && list(spec.schedulingGates).length > 0) {
    yield forbiddenField('spec.nodeName', 'cannot be set until all schedulingGates have been cleared')
  }
}

/** core `validatePodMetadataAndSpec`, without the generic checks of metadata. */
export function* checkPod(pod: Pod): FieldErrors {
  const spec = specOf(pod)
  yield* checkPodAnnotations('metadata.annotations', pod.metadata?.annotations, spec)
  yield* checkPodSpec('spec', spec, true)
  if (text(spec.serviceAccountName) === '') yield* checkNoTokens(spec)
  for (const group of ['containers', 'initContainers'] as const) {
    for (const [index, container] of list(spec[group]).entries()) {
      yield* checkImageSpace(`spec.${group}[${index}]`, container)
    }
  }
}

/** core `ValidatePodSpecificAnnotations`, of those annotations that still mean something. */
export function* checkPodAnnotations(
  path: string,
  annotations: Readonly<Record<string, string>> | undefined,
  spec: PodSpec,
): FieldErrors {
  const mirror = annotations?.['kubernetes.io/config.mirror']
  if (mirror !== undefined && text(spec.nodeName) === '') {
    const detail = 'must set spec.nodeName if mirror pod annotation is set'
    yield invalidValue(`${path}[kubernetes.io/config.mirror]`, mirror, detail)
  }
  const cost = annotations?.['controller.kubernetes.io/pod-deletion-cost']
  if (cost !== undefined && !/^(0|-?[1-9][0-9]{0,9})$/.test(cost)) {
    yield invalidValue(`${path}[controller.kubernetes.io/pod-deletion-cost]`, cost, 'must be a 32bit integer')
  }
}

function* checkNoTokens(spec: PodSpec): FieldErrors {
  for (const [index, { projected }] of list(spec.volumes).entries()) {
    for (const [sourceIndex, source] of list(projected?.sources).entries()) {
      if (source.serviceAccountToken === undefined) continue
      yield forbiddenField(
        `spec.volumes[${index}].projected.sources[${sourceIndex}].serviceAccountToken`,
        'must not be specified when serviceAccountName is not set',
      )
    }
  }
}
