import { forbiddenField } from '../../meta/field-errors.ts'
import { validateAnnotations } from '../../meta/annotation-validation.ts'
import { validateLabels } from '../../meta/label-validation.ts'
import type { PodTemplateSpec } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list } from '../zero-values.ts'
import { checkPodAnnotations } from './pod-validation.ts'
import { checkPodSpec } from './pod-spec-validation.ts'

/** core `ValidatePodTemplateSpec`; the errors name `labels`, not `metadata.labels`, as Kubernetes does. */
export function* checkPodTemplate(path: string, template: PodTemplateSpec | undefined): FieldErrors {
  const spec = template?.spec ?? { containers: [] }
  const { labels, annotations } = template?.metadata ?? {}
  yield* validateLabels(labels, `${path}.labels`)
  yield* validateAnnotations(annotations, `${path}.annotations`)
  yield* checkPodAnnotations(`${path}.annotations`, annotations, spec)
  yield* checkPodSpec(`${path}.spec`, spec, false)
  if (list(spec.ephemeralContainers).length > 0) {
    yield forbiddenField(
      `${path}.spec.ephemeralContainers`,
      'ephemeral containers not allowed in pod template',
    )
  }
}
