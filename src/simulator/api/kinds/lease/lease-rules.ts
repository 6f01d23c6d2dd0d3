import { forbiddenField, invalidValue } from '../../meta/field-errors.ts'
import { leases } from '../../resource.ts'
import type { Lease } from '../../schema/kubernetes-types.ts'
import { checkNonNegative, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { text } from '../zero-values.ts'

/** `pkg/registry/coordination/lease/strategy.go`. */
export const leaseRules: KindRules<Lease> = {
  resource: leases,
  hasStatus: false,
  defaults: (lease) => ({ ...lease, spec: lease.spec ?? {} }),
  validate: (lease) => [...checkLease(lease)],
  validateUpdate: (next) => [...checkLease(next)],
}

/** coordination `ValidateLeaseSpec`. */
function* checkLease({ spec }: Lease): FieldErrors {
  const seconds = spec?.leaseDurationSeconds
  if (seconds !== undefined && seconds <= 0) {
    yield invalidValue('spec.leaseDurationSeconds', seconds, 'must be greater than 0')
  }
  yield* checkNonNegative('spec.leaseTransitions', spec?.leaseTransitions)
  if (text(spec?.preferredHolder) !== '' && text(spec?.strategy) === '') {
    yield forbiddenField('spec.preferredHolder', 'may only be specified if `strategy` is defined')
  }
}
