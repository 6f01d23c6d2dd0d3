import { duplicateValue, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { validateLabelSelector } from '../../meta/label-validation.ts'
import type { TopologySpreadConstraint } from '../../schema/kubernetes-types.ts'
import { checkPositive, type FieldErrors } from '../field-checks.ts'
import { list, number, text } from '../zero-values.ts'
import { checkLabelKeys } from './affinity-validation.ts'

const actions = ['DoNotSchedule', 'ScheduleAnyway']
const inclusions = ['Honor', 'Ignore']

/** core `validateTopologySpreadConstraints`. */
export function* checkTopologySpread(
  path: string,
  constraints: readonly TopologySpreadConstraint[],
): FieldErrors {
  for (const [index, constraint] of constraints.entries()) {
    const at = `${path}[${index}]`
    const { topologyKey, whenUnsatisfiable, minDomains } = constraint
    yield* checkPositive(`${at}.maxSkew`, number(constraint.maxSkew))
    if (text(topologyKey) === '') yield required(`${at}.topologyKey`, 'can not be empty')
    if (!actions.includes(text(whenUnsatisfiable))) {
      yield notSupported(`${at}.whenUnsatisfiable`, text(whenUnsatisfiable), actions)
    }
    const repeated = constraints
      .slice(index + 1)
      .some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable)
    if (repeated) {
      yield duplicateValue(`${at}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${whenUnsatisfiable}}`)
    }
    if (minDomains !== undefined) {
      yield* checkPositive(`${at}.minDomains`, minDomains)
      if (whenUnsatisfiable !== 'DoNotSchedule') {
        const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`
        yield invalidValue(`${at}.minDomains`, minDomains, detail)
      }
    }
    for (const policy of ['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const) {
      const value = constraint[policy]
      if (value !== undefined && !inclusions.includes(value)) {
        yield notSupported(`${at}.${policy}`, value, inclusions)
      }
    }
    yield* checkLabelKeys(at, list(constraint.matchLabelKeys), [], constraint.labelSelector)
    yield* validateLabelSelector(constraint.labelSelector, `${at}.labelSelector`)
  }
}
