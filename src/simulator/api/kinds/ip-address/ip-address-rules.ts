import { invalidFor, required } from '../../meta/field-errors.ts'
import { isValidIp } from '../../meta/ip-addresses.ts'
import { nameErrors } from '../../meta/name-formats.ts'
import { validateImmutable } from '../../meta/object-meta-validation.ts'
import { ipAddresses } from '../../resource.ts'
import type { IPAddress } from '../../schema/kubernetes-types.ts'
import { checkSubdomain, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { checkSegment } from '../typed-reference-validation.ts'
import { text } from '../zero-values.ts'

/** `pkg/registry/networking/ipaddress/strategy.go`. The name is the address. */
export const ipAddressRules: KindRules<IPAddress> = {
  resource: ipAddresses,
  hasStatus: false,
  // An IPv6 address is no DNS name: validation below has the rule.
  nameFormat: 'path-segment',
  defaults: (address) => address,
  validate: (address) => [...checkAddress(address)],
  validateUpdate: (next, previous) => [
    ...validateImmutable(next.spec?.parentRef ?? null, previous.spec?.parentRef ?? null, 'spec.parentRef'),
  ],
}

function* checkAddress({ metadata, spec }: IPAddress): FieldErrors {
  const name = text(metadata?.name)
  yield* invalidFor('metadata.name', name, isValidIp(name))
  const parent = spec?.parentRef
  const path = 'spec.parentRef'
  if (parent === undefined) {
    yield required(path)
    return
  }
  if (text(parent.group) !== '') yield* checkSubdomain(`${path}.group`, text(parent.group))
  yield* checkSegment(`${path}.resource`, parent.resource)
  yield* checkSegment(`${path}.name`, parent.name)
  const namespace = text(parent.namespace)
  yield* invalidFor(`${path}.namespace`, namespace, nameErrors('path-segment', namespace, false))
}
