import { isDns1123Label, isDns1123Subdomain } from '../../meta/dns-names.ts'
import { forbiddenField, invalidFor, invalidValue, required } from '../../meta/field-errors.ts'
import { validateLabelName, validateLabelSelector } from '../../meta/label-validation.ts'
import { isValidLabelValue } from '../../meta/qualified-names.ts'
import type {
  Affinity,
  LabelSelector,
  NodeAffinity,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
} from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list, number, text } from '../zero-values.ts'

/** core `validateAffinity`. */
export function* checkAffinity(path: string, affinity: Affinity | undefined): FieldErrors {
  if (affinity?.nodeAffinity) yield* checkNodeAffinity(`${path}.nodeAffinity`, affinity.nodeAffinity)
  if (affinity?.podAffinity) yield* checkPodAffinity(`${path}.podAffinity`, affinity.podAffinity)
  if (affinity?.podAntiAffinity) yield* checkPodAffinity(`${path}.podAntiAffinity`, affinity.podAntiAffinity)
}

/** core `ValidateMatchLabelKeysAndMismatchLabelKeys`. */
export function* checkLabelKeys(
  path: string,
  matching: readonly string[],
  mismatching: readonly string[],
  selector: LabelSelector | undefined,
): FieldErrors {
  for (const [name, keys] of [
    ['matchLabelKeys', matching],
    ['mismatchLabelKeys', mismatching],
  ] as const) {
    if (keys.length > 0 && selector === undefined) {
      yield forbiddenField(`${path}.${name}`, 'must not be specified when labelSelector is not set')
    } else {
      for (const [index, key] of keys.entries()) yield* validateLabelName(key, `${path}.${name}[${index}]`)
    }
  }
  const seen = new Set(Object.keys(selector?.matchLabels ?? {}))
  for (const { key } of list(selector?.matchExpressions)) {
    if (matching.includes(key) && seen.has(key)) {
      yield invalidValue(
        `${path}[${matching.lastIndexOf(key)}]`,
        key,
        'exists in both matchLabelKeys and labelSelector',
      )
    }
    seen.add(key)
  }
  for (const [index, key] of matching.entries()) {
    if (!mismatching.includes(key)) continue
    yield invalidValue(
      `${path}.matchLabelKeys[${index}]`,
      key,
      'exists in both matchLabelKeys and mismatchLabelKeys',
    )
  }
}

const requiredPath = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferredPath = 'preferredDuringSchedulingIgnoredDuringExecution'

function* checkNodeAffinity(path: string, affinity: NodeAffinity): FieldErrors {
  const needed = affinity.requiredDuringSchedulingIgnoredDuringExecution
  if (needed) {
    const at = `${path}.${requiredPath}.nodeSelectorTerms`
    const terms = list(needed.nodeSelectorTerms)
    if (terms.length === 0) yield required(at, 'must have at least one node selector term')
    for (const [index, term] of terms.entries()) yield* checkNodeTerm(`${at}[${index}]`, term, true)
  }
  const preferred = list(affinity.preferredDuringSchedulingIgnoredDuringExecution)
  for (const [index, { weight, preference }] of preferred.entries()) {
    const at = `${path}.${preferredPath}[${index}]`
    yield* checkWeight(`${at}.weight`, weight)
    yield* checkNodeTerm(`${at}.preference`, preference, false)
  }
}

function* checkWeight(path: string, weight: number | undefined): FieldErrors {
  const value = number(weight)
  if (value <= 0 || value > 100) yield invalidValue(path, value, 'must be in the range 1-100')
}

function* checkNodeTerm(path: string, term: NodeSelectorTerm, valuesToo: boolean): FieldErrors {
  for (const [index, requirement] of list(term.matchExpressions).entries()) {
    yield* checkNodeRequirement(`${path}.matchExpressions[${index}]`, requirement, valuesToo)
  }
  for (const [index, requirement] of list(term.matchFields).entries()) {
    yield* checkNodeField(`${path}.matchFields[${index}]`, requirement)
  }
}

/** core `ValidateNodeSelectorRequirement`; values are checked where the affinity is required. */
function* checkNodeRequirement(
  path: string,
  { key, operator, values }: NodeSelectorRequirement,
  valuesToo: boolean,
): FieldErrors {
  const count = list(values).length
  const at = `${path}.values`
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (count === 0) yield required(at, "must be specified when `operator` is 'In' or 'NotIn'")
      break
    case 'Exists':
    case 'DoesNotExist':
      if (count > 0) {
        yield forbiddenField(at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
      }
      break
    case 'Gt':
    case 'Lt':
      if (count !== 1) yield required(at, "must be specified single value when `operator` is 'Lt' or 'Gt'")
      break
    default:
      yield invalidValue(`${path}.operator`, text(operator), 'not a valid selector operator')
  }
  yield* validateLabelName(text(key), `${path}.key`)
  if (!valuesToo) return
  for (const [index, value] of list(values).entries()) {
    yield* invalidFor(`${at}[${index}]`, value, isValidLabelValue(value))
  }
}

/** core `ValidateNodeFieldSelectorRequirement`: only metadata.name. */
function* checkNodeField(path: string, { key, operator, values }: NodeSelectorRequirement): FieldErrors {
  if (operator !== 'In' && operator !== 'NotIn') {
    yield invalidValue(`${path}.operator`, text(operator), 'not a valid selector operator')
  } else if (list(values).length !== 1) {
    const detail = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
    yield required(`${path}.values`, detail)
  }
  if (key !== 'metadata.name') {
    yield invalidValue(`${path}.key`, text(key), 'not a valid field selector key')
    return
  }
  for (const [index, value] of list(values).entries()) {
    yield* invalidFor(`${path}.values[${index}]`, value, isDns1123Subdomain(value))
  }
}

function* checkPodAffinity(path: string, affinity: PodAffinity): FieldErrors {
  const needed = list(affinity.requiredDuringSchedulingIgnoredDuringExecution)
  for (const [index, term] of needed.entries()) yield* checkPodTerm(`${path}.${requiredPath}[${index}]`, term)
  const preferred = list(affinity.preferredDuringSchedulingIgnoredDuringExecution)
  for (const [index, { weight, podAffinityTerm }] of preferred.entries()) {
    const at = `${path}.${preferredPath}[${index}]`
    yield* checkWeight(`${at}.weight`, weight)
    yield* checkPodTerm(`${at}.podAffinityTerm`, podAffinityTerm)
  }
}

/** core `validatePodAffinityTerm`. */
function* checkPodTerm(path: string, term: PodAffinityTerm): FieldErrors {
  yield* validateLabelSelector(term.labelSelector, `${path}.labelSelector`)
  yield* validateLabelSelector(term.namespaceSelector, `${path}.namespaceSelector`)
  for (const name of list(term.namespaces)) yield* invalidFor(`${path}.namespace`, name, isDns1123Label(name))
  yield* checkLabelKeys(path, list(term.matchLabelKeys), list(term.mismatchLabelKeys), term.labelSelector)
  const topologyKey = text(term.topologyKey)
  if (topologyKey === '') yield required(`${path}.topologyKey`, 'can not be empty')
  yield* validateLabelName(topologyKey, `${path}.topologyKey`)
}
