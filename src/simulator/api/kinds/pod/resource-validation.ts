import {
  duplicateValue,
  forbiddenField,
  invalidFor,
  invalidValue,
  required,
} from '../../meta/field-errors.ts'
import { isQualifiedName } from '../../meta/qualified-names.ts'
import { compareQuantities, milliValue, parseQuantity, quantityText } from '../../meta/quantity.ts'
import type { Quantity, ResourceClaim, ResourceRequirements } from '../../schema/kubernetes-types.ts'
import type { FieldError } from '../../status-error.ts'
import { negative, notFoundValue, type FieldErrors } from '../field-checks.ts'
import { entries, list, text } from '../zero-values.ts'

/** core `ValidateContainerResourceRequirements`; `claims` are the names of the Pod's resourceClaims. */
export function* checkResources(
  path: string,
  resources: ResourceRequirements | undefined,
  claims: ReadonlySet<string>,
): FieldErrors {
  const { limits, requests } = resources ?? {}
  for (const [name, amount] of entries(limits)) yield* checkAmount(`${path}.limits`, name, amount)
  for (const [name, amount] of entries(requests)) {
    yield* checkAmount(`${path}.requests`, name, amount)
    yield* checkAgainstLimit(path, name, amount, limits?.[name])
  }
  const names = [...Object.keys(limits ?? {}), ...Object.keys(requests ?? {})]
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    yield forbiddenField(path, 'HugePages require cpu or memory')
  }
  yield* checkClaims(`${path}.claims`, list(resources?.claims), claims)
}

/** core `ValidateResourceQuantityValue`. */
export function* checkQuantity(path: string, name: string, amount: Quantity): FieldErrors {
  const quantity = parseQuantity(amount)
  if (quantity.nanos < 0n) yield invalidValue(path, quantityText(quantity), negative)
  if (isInteger(name) && milliValue(quantity) % 1000 !== 0) {
    yield invalidValue(path, quantityText(quantity), 'must be an integer')
  }
}

function* checkAmount(list: string, name: string, amount: Quantity): FieldErrors {
  const path = `${list}[${name}]`
  yield* checkResourceName(path, name)
  yield* checkQuantity(path, name, amount)
}

function* checkAgainstLimit(
  path: string,
  name: string,
  amount: Quantity,
  limit: Quantity | undefined,
): FieldErrors {
  const overcommit = isNative(name) && !isHugePages(name)
  if (limit === undefined) {
    if (!overcommit) yield required(`${path}.limits`, 'Limit must be set for non overcommitable resources')
    return
  }
  const request = parseQuantity(amount)
  const most = parseQuantity(limit)
  const order = compareQuantities(request, most)
  const shown = quantityText(most)
  if (order !== 0 && !overcommit) {
    const detail = `must be equal to ${name} limit of ${shown}`
    yield invalidValue(`${path}.requests`, quantityText(request), detail)
  } else if (order > 0) {
    const detail = `must be less than or equal to ${name} limit of ${shown}`
    yield invalidValue(`${path}.requests`, quantityText(request), detail)
  }
}

/** core `validateContainerResourceName`. */
function* checkResourceName(path: string, name: string): FieldErrors {
  const errors: FieldError[] = [...invalidFor(path, name, isQualifiedName(name))]
  if (errors.length === 0 && !name.includes('/') && !isStandard(name)) {
    errors.push(invalidValue(path, name, 'must be a standard resource type or fully qualified'))
  }
  yield* errors
  if (!name.includes('/')) {
    if (!containerResources.has(name) && !isHugePages(name)) {
      yield invalidValue(path, name, 'must be a standard resource for containers')
    }
  } else if (!isNative(name) && name.startsWith('requests.')) {
    yield invalidValue(path, name, "doesn't follow extended resource name standard")
  }
}

const containerResources = new Set(['cpu', 'memory', 'ephemeral-storage'])

/** core `standardResources`. */
const standardResources = new Set([
  ...containerResources,
  ...[...containerResources].flatMap((name) => [`requests.${name}`, `limits.${name}`]),
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'storage',
  'requests.storage',
  'services.nodeports',
  'services.loadbalancers',
])

function isStandard(name: string): boolean {
  return standardResources.has(name) || isHugePages(name) || name.startsWith('requests.hugepages-')
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** core `IsNativeResource`: no prefix, or one of kubernetes.io. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/')
}

/** core `IsIntegerResourceName`: counted things and extended resources. */
function isInteger(name: string): boolean {
  return !isNative(name) || ['pods', 'services', 'secrets', 'configmaps', 'resourcequotas'].includes(name)
}

function* checkClaims(
  path: string,
  claims: readonly ResourceClaim[],
  known: ReadonlySet<string>,
): FieldErrors {
  const seen = new Set<string>()
  for (const [index, claim] of claims.entries()) {
    const at = `${path}[${index}]`
    const name = text(claim.name)
    if (name === '') {
      yield required(at)
      continue
    }
    const key = text(claim.request) === '' ? name : `${name}/${text(claim.request)}`
    if (seen.has(key)) yield duplicateValue(at, key)
    seen.add(key)
    if (!known.has(name)) {
      const names = known.size === 0 ? ' which is empty' : `: ${[...known].sort().join(', ')}`
      yield notFoundValue(at, name, `must be one of the names in pod.spec.resourceClaims${names}`)
    }
  }
}
