import { invalidFor, invalidValue, required } from '../../meta/field-errors.ts'
import { isCidr } from '../../meta/ip-addresses.ts'
import { serviceCidrs } from '../../resource.ts'
import type { ServiceCIDR } from '../../schema/kubernetes-types.ts'
import { immutable, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { list } from '../zero-values.ts'

/** `pkg/registry/networking/servicecidr/strategy.go`. */
export const serviceCidrRules: KindRules<ServiceCIDR> = {
  resource: serviceCidrs,
  hasStatus: true,
  defaults: (range) => ({ ...range, spec: range.spec ?? {}, status: range.status ?? {} }),
  prepareForCreate: (range) => ({ ...range, status: {} }),
  validate: ({ spec }) => [...checkCidrs(list(spec?.cidrs))],
  validateUpdate: (next, previous) => [...checkChange(list(next.spec?.cidrs), list(previous.spec?.cidrs))],
}

const field = 'spec.cidrs'

/** networking `validateServiceCIDRSpec`. */
function* checkCidrs(cidrs: readonly string[]): FieldErrors {
  if (cidrs.length === 0) yield required(field, 'at least one CIDR required')
  if (cidrs.length > 2) {
    yield invalidValue(field, { CIDRs: cidrs }, 'may only hold up to 2 values')
    return
  }
  for (const [index, cidr] of cidrs.entries()) yield* invalidFor(`${field}[${index}]`, cidr, isCidr(cidr))
  const [one, other] = cidrs.map((cidr) => cidr.includes(':'))
  if (cidrs.length === 2 && one === other) {
    const detail = 'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64'
    yield invalidValue(field, cidrs, detail)
  }
}

/** networking `ValidateServiceCIDRUpdate`: a second family may be added, nothing else. */
function* checkChange(next: readonly string[], previous: readonly string[]): FieldErrors {
  const added = previous.length === 1 && next.length === 2
  if (next.length !== previous.length && !added) {
    yield invalidValue(field, next, immutable)
    return
  }
  for (const [index, cidr] of previous.entries()) {
    if (cidr !== next[index]) yield invalidValue(`${field}[${index}]`, next[index], immutable)
  }
  if (added) yield* checkCidrs(next)
}
