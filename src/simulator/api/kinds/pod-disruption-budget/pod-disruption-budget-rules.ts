import { invalidValue, notSupported } from '../../meta/field-errors.ts'
import { validateLabelSelector } from '../../meta/label-validation.ts'
import { podDisruptionBudgets } from '../../resource.ts'
import type {
  PodDisruptionBudget,
  PodDisruptionBudgetSpec,
  PodDisruptionBudgetStatus,
} from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { checkAtMost100Percent, checkCounts, checkIntOrPercent } from '../workload/counts.ts'

const noStatus: PodDisruptionBudgetStatus = {
  currentHealthy: 0,
  desiredHealthy: 0,
  disruptionsAllowed: 0,
  expectedPods: 0,
}

/** `pkg/registry/policy/poddisruptionbudget/strategy.go`. */
export const podDisruptionBudgetRules: KindRules<PodDisruptionBudget> = {
  resource: podDisruptionBudgets,
  hasStatus: true,
  defaults: (budget) => ({ ...budget, spec: budget.spec ?? {}, status: budget.status ?? noStatus }),
  prepareForCreate: (budget) => ({ ...budget, status: noStatus }),
  validate: ({ spec }) => [...checkSpec(spec ?? {})],
  validateUpdate: ({ spec }) => [...checkSpec(spec ?? {})],
  validateStatusUpdate: ({ status }) => [
    ...checkCounts(status, ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods']),
  ],
}

/** policy `ValidatePodDisruptionBudgetSpec`. */
function* checkSpec(spec: PodDisruptionBudgetSpec): FieldErrors {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: eviction } = spec
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    const shown = {
      MinAvailable: minAvailable,
      Selector: selector ?? null,
      MaxUnavailable: maxUnavailable,
      UnhealthyPodEvictionPolicy: eviction ?? null,
    }
    yield invalidValue('spec', shown, 'minAvailable and maxUnavailable cannot be both set')
  }
  for (const [field, value] of Object.entries({ minAvailable, maxUnavailable })) {
    if (value === undefined) continue
    yield* checkIntOrPercent(`spec.${field}`, value)
    yield* checkAtMost100Percent(`spec.${field}`, value)
  }
  yield* validateLabelSelector(selector, 'spec.selector')
  if (eviction !== undefined && eviction !== 'AlwaysAllow' && eviction !== 'IfHealthyBudget') {
    yield notSupported('spec.unhealthyPodEvictionPolicy', eviction, ['AlwaysAllow', 'IfHealthyBudget'])
  }
}
