import { byteLength, emptyError, inclusiveRangeError, maxLenError, regexError } from './check-texts.ts'

/** Why `port` is no port from 1 to 65535; empty when it is one. */
export function isValidPortNum(port: number): readonly string[] {
  return isInRange(port, 1, 65535)
}

/** Why `value` is outside the bounds, both included; empty when it is inside. */
export function isInRange(value: number, low: number, high: number): readonly string[] {
  return value >= low && value <= high ? [] : [inclusiveRangeError(low, high)]
}

/** Why `name` is no IANA service name, as ports of containers and targetPorts are; empty when it is one. */
export function isValidPortName(name: string): readonly string[] {
  const errors: string[] = []
  if (byteLength(name) > 15) errors.push(maxLenError(15))
  if (!/^[-a-z0-9]+$/.test(name)) {
    errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  }
  if (!/[a-z]/.test(name)) errors.push('must contain at least one letter (a-z)')
  if (name.includes('--')) errors.push('must not contain consecutive hyphens')
  if (name.startsWith('-') || name.endsWith('-')) errors.push('must not begin or end with a hyphen')
  return errors
}

/** Why `value` is no percentage such as `25%`; empty when it is one. */
export function isValidPercent(value: string): readonly string[] {
  const text = "a valid percent string must be a numeric string followed by an ending '%'"
  return matches(value, '[0-9]+%', text, '1%', '93%')
}

/** Why `value` is no name of an HTTP header, as probes send them; empty when it is one. */
export function isHttpHeaderName(value: string): readonly string[] {
  const text = "a valid HTTP header must consist of alphanumeric characters or '-'"
  return matches(value, '[-A-Za-z0-9]+', text, 'X-Header-Name')
}

/** Why `value` is no key of a ConfigMap or Secret; empty when it is one. */
export function isConfigMapKey(value: string): readonly string[] {
  const text = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'"
  return [
    ...(byteLength(value) > 253 ? [maxLenError(253)] : []),
    ...matches(value, '[-._a-zA-Z0-9]+', text, 'key.name', 'KEY_NAME', 'key-name'),
    ...climbs(value),
  ]
}

/** Why `value` is no name of an environment variable by the strict rule; empty when it is one. */
export function isEnvVarName(value: string): readonly string[] {
  const text =
    "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit"
  const pattern = '[-._a-zA-Z][-._a-zA-Z0-9]*'
  return [...matches(value, pattern, text, 'my.env-name', 'MY_ENV.NAME', 'MyEnvName1'), ...climbs(value)]
}

/** Why `value` is no name of an environment variable by the rule since 1.34 (RelaxedEnvironmentVariableValidation). */
export function isRelaxedEnvVarName(value: string): readonly string[] {
  if (value === '') return [`environment variable name ${emptyError}`]
  if (/^[ -<>-~]+$/.test(value)) return []
  return ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
}

function matches(
  value: string,
  pattern: string,
  text: string,
  ...examples: readonly string[]
): readonly string[] {
  return new RegExp(`^${pattern}$`).test(value) ? [] : [regexError(text, pattern, ...examples)]
}

/** Keys become file names in a mounted volume, so none may name a parent folder. */
function climbs(value: string): readonly string[] {
  if (value === '.') return ["must not be '.'"]
  if (value === '..') return ["must not be '..'"]
  return value.startsWith('..') ? ["must not start with '..'"] : []
}
