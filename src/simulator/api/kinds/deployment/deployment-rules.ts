import { forbiddenField, invalidValue, notSupported } from '../../meta/field-errors.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import { deployments } from '../../resource.ts'
import type { Deployment, DeploymentSpec, DeploymentStrategy } from '../../schema/kubernetes-types.ts'
import { checkNonNegative, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { defaultPodTemplate } from '../pod/pod-defaults.ts'
import { number } from '../zero-values.ts'
import {
  checkAtMost,
  checkAtMost100Percent,
  checkCounts,
  checkIntOrPercent,
  checkNotDecremented,
  intOrPercent,
} from '../workload/counts.ts'
import { checkSameSelector, checkSelector } from '../workload/selector.ts'
import { checkSelectedTemplate } from '../workload/template-validation.ts'
import { podNameWarning, templateWarnings } from '../workload/template-warnings.ts'

/** `pkg/registry/apps/deployment/strategy.go`. */
export const deploymentRules: KindRules<Deployment> = {
  resource: deployments,
  hasStatus: true,
  defaults: defaultDeployment,
  prepareForCreate: (deployment) => ({ ...deployment, status: {} }),
  validate: ({ spec }) => [...checkSpec(spec)],
  validateUpdate: (next, previous) => [
    ...checkSpec(next.spec),
    ...checkSameSelector(next.spec?.selector, previous.spec?.selector),
  ],
  validateStatusUpdate: (next, previous) => [...checkStatus(next, previous)],
  // An annotation is news too: it is copied to the ReplicaSet.
  generationChanges: (next, previous) =>
    !semanticEqual(next.spec, previous.spec) ||
    !semanticEqual(next.metadata.annotations ?? {}, previous.metadata.annotations ?? {}),
  warnings: (next, previous) => [
    ...podNameWarning(next, previous),
    ...templateWarnings('spec.template', next.spec?.template, next, previous),
  ],
}

/** apps/v1 `SetDefaults_Deployment`. */
function defaultDeployment(deployment: Deployment): Deployment {
  const spec = deployment.spec
  return {
    ...deployment,
    spec: {
      ...spec,
      replicas: spec?.replicas ?? 1,
      selector: spec?.selector as DeploymentSpec['selector'],
      template: defaultPodTemplate(spec?.template),
      strategy: defaultStrategy(spec?.strategy ?? {}),
      revisionHistoryLimit: spec?.revisionHistoryLimit ?? 10,
      progressDeadlineSeconds: spec?.progressDeadlineSeconds ?? 600,
    },
    status: deployment.status ?? {},
  }
}

function defaultStrategy(strategy: DeploymentStrategy): DeploymentStrategy {
  const type = strategy.type || 'RollingUpdate'
  if (type !== 'RollingUpdate') return { ...strategy, type }
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy.rollingUpdate ?? {}
  return { rollingUpdate: { maxSurge, maxUnavailable }, type }
}

/** apps `ValidateDeploymentSpec`. */
function* checkSpec(spec: DeploymentSpec | undefined): FieldErrors {
  yield* checkNonNegative('spec.replicas', spec?.replicas)
  yield* checkSelector(spec?.selector, 'deployment')
  yield* checkSelectedTemplate(spec?.template, spec?.selector, 'ReplicaSet', 'invalid label selector')
  yield* checkStrategy(spec?.strategy ?? {})
  yield* checkNonNegative('spec.minReadySeconds', spec?.minReadySeconds)
  yield* checkNonNegative('spec.revisionHistoryLimit', spec?.revisionHistoryLimit)
  const deadline = spec?.progressDeadlineSeconds
  yield* checkNonNegative('spec.progressDeadlineSeconds', deadline)
  if (deadline !== undefined && deadline <= number(spec?.minReadySeconds)) {
    yield invalidValue('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds')
  }
}

/** apps `ValidateDeploymentStrategy`. */
function* checkStrategy({ type, rollingUpdate }: DeploymentStrategy): FieldErrors {
  const field = 'spec.strategy'
  if (type === 'Recreate') {
    if (rollingUpdate === undefined) return
    const detail = "may not be specified when strategy `type` is 'Recreate'"
    yield forbiddenField(`${field}.rollingUpdate`, detail)
    return
  }
  if (type !== 'RollingUpdate') {
    const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {}
    const shown = rollingUpdate === undefined ? null : { MaxUnavailable: maxUnavailable, MaxSurge: maxSurge }
    yield notSupported(field, { Type: type ?? '', RollingUpdate: shown }, ['Recreate', 'RollingUpdate'])
    return
  }
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {}
  yield* checkIntOrPercent(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable)
  yield* checkIntOrPercent(`${field}.rollingUpdate.maxSurge`, maxSurge)
  if (intOrPercent(maxUnavailable) === 0 && intOrPercent(maxSurge) === 0) {
    const detail = 'may not be 0 when `maxSurge` is 0'
    yield invalidValue(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, detail)
  }
  yield* checkAtMost100Percent(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable)
}

/** apps `ValidateDeploymentStatusUpdate`. */
function* checkStatus(next: Deployment, previous: Deployment): FieldErrors {
  yield* checkCounts(next.status, [
    'observedGeneration',
    'replicas',
    'updatedReplicas',
    'readyReplicas',
    'availableReplicas',
    'unavailableReplicas',
    'terminatingReplicas',
    'collisionCount',
  ])
  yield* checkAtMost(next.status, [
    ['updatedReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['readyReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['availableReplicas', 'replicas', 'cannot be greater than status.replicas'],
    ['availableReplicas', 'readyReplicas', 'cannot be greater than readyReplicas'],
  ])
  yield* checkNotDecremented(next.status, previous.status)
}
