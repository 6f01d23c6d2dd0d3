import { invalidValue, notSupported } from '../../meta/field-errors.ts'
import { validateLabelName } from '../../meta/label-validation.ts'
import { isValidLabelValue } from '../../meta/qualified-names.ts'
import type { Toleration } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { text } from '../zero-values.ts'

/** What a taint may do, in the order in which errors list it. */
export const taintEffects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

/** core `ValidateTolerations`. */
export function* checkTolerations(path: string, tolerations: readonly Toleration[]): FieldErrors {
  for (const [index, toleration] of tolerations.entries()) {
    yield* checkToleration(`${path}[${index}]`, toleration)
  }
}

function* checkToleration(path: string, toleration: Toleration): FieldErrors {
  const key = text(toleration.key)
  const operator = text(toleration.operator)
  const effect = text(toleration.effect)
  const value = text(toleration.value)
  const field = `${path}.operator`
  if (key !== '') yield* validateLabelName(key, `${path}.key`)
  if (key === '' && operator !== 'Exists') {
    const detail = 'operator must be Exists when `key` is empty, which means "match all values and all keys"'
    yield invalidValue(field, operator, detail)
  }
  if (toleration.tolerationSeconds !== undefined && effect !== 'NoExecute') {
    yield invalidValue(`${path}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")
  }
  switch (operator) {
    case '':
    case 'Equal': {
      const errors = isValidLabelValue(value)
      if (errors.length > 0) yield invalidValue(field, value, errors.join(';'))
      break
    }
    case 'Exists':
      if (value !== '') yield invalidValue(field, value, "value must be empty when `operator` is 'Exists'")
      break
    case 'Lt':
    case 'Gt':
      yield notSupported(field, operator, ['Equal', 'Exists', 'Lt', 'Gt'])
      break
    default:
      yield notSupported(field, operator, ['Equal', 'Exists'])
  }
  if (effect !== '' && !taintEffects.includes(effect)) {
    yield notSupported(`${path}.effect`, effect, taintEffects)
  }
}
