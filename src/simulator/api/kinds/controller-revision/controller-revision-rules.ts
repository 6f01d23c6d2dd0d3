import { required } from '../../meta/field-errors.ts'
import { validateImmutable } from '../../meta/object-meta-validation.ts'
import { controllerRevisions } from '../../resource.ts'
import type { ControllerRevision } from '../../schema/kubernetes-types.ts'
import { checkNonNegative } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'

/** `pkg/registry/apps/controllerrevision/strategy.go`, apps `ValidateControllerRevision…`. */
export const controllerRevisionRules: KindRules<ControllerRevision> = {
  resource: controllerRevisions,
  hasStatus: false,
  defaults: (revision) => revision,
  validate: ({ data, revision }) => [
    ...checkNonNegative('revision', revision),
    ...(data === undefined ? [required('data', 'data is mandatory')] : []),
  ],
  validateUpdate: (next, previous) => [
    ...checkNonNegative('revision', next.revision),
    ...validateImmutable(next.data ?? null, previous.data ?? null, 'data'),
  ],
}
