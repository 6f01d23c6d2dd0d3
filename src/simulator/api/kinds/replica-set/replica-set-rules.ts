import { replicaSets } from '../../resource.ts'
import type { ReplicaSet, ReplicaSetSpec } from '../../schema/kubernetes-types.ts'
import { checkNonNegative, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { defaultPodTemplate } from '../pod/pod-defaults.ts'
import { number } from '../zero-values.ts'
import { checkAtMost, checkCounts } from '../workload/counts.ts'
import { checkSameSelector, checkSelector } from '../workload/selector.ts'
import { checkSelectedTemplate } from '../workload/template-validation.ts'
import { podNameWarning, templateWarnings } from '../workload/template-warnings.ts'

/** `pkg/registry/apps/replicaset/strategy.go`. */
export const replicaSetRules: KindRules<ReplicaSet> = {
  resource: replicaSets,
  hasStatus: true,
  defaults: (replicaSet) => ({
    ...replicaSet,
    spec: {
      ...replicaSet.spec,
      replicas: replicaSet.spec?.replicas ?? 1,
      selector: replicaSet.spec?.selector as ReplicaSetSpec['selector'],
      template: defaultPodTemplate(replicaSet.spec?.template),
    },
    status: replicaSet.status ?? { replicas: 0 },
  }),
  prepareForCreate: (replicaSet) => ({ ...replicaSet, status: { replicas: 0 } }),
  validate: ({ spec }) => [...checkSpec(spec)],
  validateUpdate: (next, previous) => [
    ...checkSpec(next.spec),
    ...checkSameSelector(next.spec?.selector, previous.spec?.selector),
  ],
  validateStatusUpdate: (next) => [...checkStatus(next)],
  warnings: (next, previous) => [
    ...podNameWarning(next, previous),
    ...templateWarnings('spec.template', next.spec?.template, next, previous),
  ],
  fieldSelectors: {
    'status.replicas': ({ status }) => String(number(status?.replicas)),
  },
}

/** apps `ValidateReplicaSetSpec`, which says deployment where it means itself. */
function* checkSpec(spec: ReplicaSetSpec | undefined): FieldErrors {
  yield* checkNonNegative('spec.replicas', spec?.replicas)
  yield* checkNonNegative('spec.minReadySeconds', spec?.minReadySeconds)
  yield* checkSelector(spec?.selector, 'deployment')
  yield* checkSelectedTemplate(spec?.template, spec?.selector, 'ReplicaSet', 'invalid label selector')
}

/** apps `ValidateReplicaSetStatus`. */
function* checkStatus({ status }: ReplicaSet): FieldErrors {
  yield* checkCounts(status, [
    'replicas',
    'fullyLabeledReplicas',
    'readyReplicas',
    'availableReplicas',
    'observedGeneration',
    'terminatingReplicas',
  ])
  yield* checkAtMost(status, [
    ['fullyLabeledReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['readyReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['availableReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['availableReplicas', 'readyReplicas', 'cannot be greater than readyReplicas'],
  ])
}
