import { byteLength, emptyError, maxLenError, regexError } from './check-texts.ts'
import { isDns1123Subdomain } from './dns-names.ts'

const name = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const labelValue = `(${name})?`
const namePattern = new RegExp(`^${name}$`)
const labelValuePattern = new RegExp(`^${labelValue}$`)
const nameText =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
const nameError = regexError(nameText, name, 'MyName', 'my.name', '123-abc')
const maxLength = 63

/**
 * Why `value` is no label key (an optional DNS prefix, `/`, and a name); empty when it is one. Source: apimachinery
 * `content.IsLabelKey`.
 */
export function isQualifiedName(value: string): readonly string[] {
  const parts = value.split('/')
  const [first = '', second] = parts
  if (parts.length > 2) {
    return [
      `a valid label key ${nameError} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  }
  return second === undefined ? nameErrors(first) : [...prefixErrors(first), ...nameErrors(second)]
}

/** Why `value` is no value of a label; empty when it is one. Source: apimachinery `content.IsLabelValue`. */
export function isValidLabelValue(value: string): readonly string[] {
  const errors = byteLength(value) > maxLength ? [maxLenError(maxLength)] : []
  if (labelValuePattern.test(value)) return errors
  const text =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
  return [...errors, regexError(text, labelValue, 'MyValue', 'my_value', '12345')]
}

function prefixErrors(prefix: string): readonly string[] {
  const errors = prefix === '' ? [emptyError] : isDns1123Subdomain(prefix)
  return errors.map((error) => `prefix part ${error}`)
}

function nameErrors(value: string): readonly string[] {
  const errors: string[] = []
  if (value === '') errors.push(`name part ${emptyError}`)
  else if (byteLength(value) > maxLength) errors.push(`name part ${maxLenError(maxLength)}`)
  if (!namePattern.test(value)) errors.push(`name part ${nameError}`)
  return errors
}
