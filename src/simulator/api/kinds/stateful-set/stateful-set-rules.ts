import { forbiddenField } from '../../meta/field-errors.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import { statefulSets } from '../../resource.ts'
import type { StatefulSet, StatefulSetSpec } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { checkAtMost, checkCounts, checkNotDecremented } from '../workload/counts.ts'
import { templateWarnings } from '../workload/template-warnings.ts'
import { number } from '../zero-values.ts'
import { defaultStatefulSet } from './stateful-set-defaults.ts'
import { checkStatefulSetSpec } from './stateful-set-validation.ts'

/** `pkg/registry/apps/statefulset/strategy.go`. */
export const statefulSetRules: KindRules<StatefulSet> = {
  resource: statefulSets,
  hasStatus: true,
  nameFormat: 'label',
  defaults: defaultStatefulSet,
  prepareForCreate: (set) => ({ ...set, status: { availableReplicas: 0, replicas: 0 } }),
  validate: ({ spec }) => [...checkStatefulSetSpec(spec, true)],
  validateUpdate: (next, previous) => [
    ...checkStatefulSetSpec(next.spec, false),
    ...checkFixedFields(next.spec, previous.spec),
  ],
  validateStatusUpdate: (next, previous) => [...checkStatus(next, previous)],
  warnings: (next, previous) => [
    ...templateWarnings('spec.template', next.spec?.template, next, previous),
    ...(number(next.spec?.revisionHistoryLimit) < 0
      ? [
          'spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended',
        ]
      : []),
  ],
}

const changeable = [
  'replicas',
  'template',
  'updateStrategy',
  'minReadySeconds',
  'ordinals',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
] as const satisfies readonly (keyof StatefulSetSpec)[]

/** apps `ValidateStatefulSetUpdate`. */
function* checkFixedFields(
  next: StatefulSetSpec | undefined,
  previous: StatefulSetSpec | undefined,
): FieldErrors {
  const fixed = (spec: StatefulSetSpec | undefined): unknown => ({
    ...spec,
    ...Object.fromEntries(changeable.map((field) => [field, undefined])),
  })
  if (semanticEqual(fixed(next), fixed(previous))) return
  yield forbiddenField(
    'spec',
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
  )
}

/** apps `ValidateStatefulSetStatusUpdate`. */
function* checkStatus(next: StatefulSet, previous: StatefulSet): FieldErrors {
  yield* checkCounts(next.status, [
    'replicas',
    'readyReplicas',
    'currentReplicas',
    'updatedReplicas',
    'availableReplicas',
    'observedGeneration',
    'collisionCount',
  ])
  yield* checkAtMost(next.status, [
    ['readyReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['currentReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['updatedReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['availableReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['availableReplicas', 'readyReplicas', 'cannot be greater than status.readyReplicas'],
  ])
  yield* checkNotDecremented(next.status, previous.status)
}
