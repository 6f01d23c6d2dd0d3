import {
  duplicateValue,
  forbiddenField,
  invalidFor,
  invalidValue,
  notSupported,
  required,
} from '../../meta/field-errors.ts'
import { isCidrForLegacyField } from '../../meta/ip-addresses.ts'
import { validateLabelName } from '../../meta/label-validation.ts'
import { isValidLabelValue } from '../../meta/qualified-names.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import { nodes } from '../../resource.ts'
import type { Node, Taint } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { checkQuantity } from '../pod/resource-validation.ts'
import { taintEffects } from '../pod/toleration-validation.ts'
import { entries, list, text } from '../zero-values.ts'

/** `pkg/registry/core/node/strategy.go`. */
export const nodeRules: KindRules<Node> = {
  resource: nodes,
  hasStatus: true,
  defaults: (node) => ({
    ...node,
    spec: node.spec ?? {},
    status: withAllocatable(node.status ?? {}),
  }),
  validate: (node) => [...checkNode(node)],
  validateUpdate: (next, previous) => [...checkNodeUpdate(next, previous)],
  validateStatusUpdate: (next, previous) => [...checkNodeUpdate(next, previous)],
  fieldSelectors: { 'spec.unschedulable': ({ spec }) => String(spec?.unschedulable ?? false) },
}

/** core/v1 `SetDefaults_NodeStatus`. */
function withAllocatable(status: NonNullable<Node['status']>): NonNullable<Node['status']> {
  const { capacity, allocatable } = status
  return capacity === undefined || allocatable !== undefined ? status : { ...status, allocatable: capacity }
}

/** core `ValidateNode`. */
function* checkNode(node: Node): FieldErrors {
  yield* checkTaints(list(node.spec?.taints))
  yield* checkAmounts(node)
  const cidrs = list(node.spec?.podCIDRs)
  for (const [index, cidr] of cidrs.entries()) {
    yield* invalidFor(`spec.podCIDRs[${index}]`, cidr, isCidrForLegacyField(cidr))
  }
  const families = new Set(cidrs.map((cidr) => cidr.includes(':')))
  if (families.size < cidrs.length) {
    yield invalidValue('spec.podCIDRs', cidrs, 'may specify no more than one CIDR for each IP family')
  }
}

/** core `ValidateNodeUpdate`. */
function* checkNodeUpdate(next: Node, previous: Node): FieldErrors {
  yield* checkAmounts(next)
  const addresses = list(next.status?.addresses)
  for (const [index, address] of addresses.entries()) {
    if (addresses.slice(0, index).some((other) => semanticEqual(other, address))) {
      const shown = { Type: address.type, Address: address.address }
      yield duplicateValue(`status.addresses[${index}]`, shown)
    }
  }
  const cidrs = list(previous.spec?.podCIDRs)
  if (cidrs.length > 0 && !semanticEqual(cidrs, next.spec?.podCIDRs)) {
    yield forbiddenField('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid')
  }
  const provider = text(previous.spec?.providerID)
  if (provider !== '' && provider !== next.spec?.providerID) {
    const detail = 'node updates may not change providerID except from "" to valid'
    yield forbiddenField('spec.providerID', detail)
  }
  yield* checkTaints(list(next.spec?.taints))
}

/** core `validateNodeTaints`, whose errors say metadata where the spec is meant. */
function* checkTaints(taints: readonly Taint[]): FieldErrors {
  const seen = new Set<string>()
  for (const [index, taint] of taints.entries()) {
    const at = `metadata.taints[${index}]`
    const { key, value, effect } = taint
    yield* validateLabelName(text(key), `${at}.key`)
    const errors = isValidLabelValue(text(value))
    if (errors.length > 0) yield invalidValue(`${at}.value`, text(value), errors.join(';'))
    if (text(effect) === '') yield required(`${at}.effect`)
    else if (!taintEffects.includes(effect)) yield notSupported(`${at}.effect`, effect, taintEffects)
    if (seen.has(`${effect} ${key}`)) {
      const shown = { Key: key, Value: text(value), Effect: effect, TimeAdded: taint.timeAdded ?? null }
      yield { ...duplicateValue(at, shown), detail: 'taints must be unique by key and effect pair' }
    }
    seen.add(`${effect} ${key}`)
  }
}

function* checkAmounts({ status }: Node): FieldErrors {
  for (const kind of ['capacity', 'allocatable'] as const) {
    for (const [name, amount] of entries(status?.[kind])) {
      yield* checkQuantity(`status.${kind}.${name}`, name, amount)
    }
  }
}
