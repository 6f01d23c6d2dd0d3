import { byteLength, maxLenError, regexError } from './check-texts.ts'

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomain = `${label}(\\.${label})*`
const underscoreLabel = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const underscoreSubdomain = `${underscoreLabel}(\\.${underscoreLabel})*`
const serviceLabel = '[a-z]([-a-z0-9]*[a-z0-9])?'
const wildcard = `\\*\\.${subdomain}`

const labelPattern = new RegExp(`^${label}$`)
const subdomainPattern = new RegExp(`^${subdomain}$`)
const underscoreSubdomainPattern = new RegExp(`^${underscoreSubdomain}$`)
const serviceLabelPattern = new RegExp(`^${serviceLabel}$`)
const wildcardPattern = new RegExp(`^${wildcard}$`)

const maxLabel = 63
const maxSubdomain = 253

/** Why `value` is no DNS label (RFC 1123), in Kubernetes' words; empty when it is one. */
export function isDns1123Label(value: string): readonly string[] {
  const errors = tooLong(value, maxLabel)
  if (labelPattern.test(value)) return errors
  if (subdomainPattern.test(value)) return [...errors, 'must not contain dots']
  const text =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character"
  return [...errors, regexError(text, label, 'my-name', '123-abc')]
}

/** Why `value` is no DNS name of labels and dots (RFC 1123); empty when it is one. */
export function isDns1123Subdomain(value: string): readonly string[] {
  const errors = tooLong(value, maxSubdomain)
  if (subdomainPattern.test(value)) return errors
  const text =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
  return [...errors, regexError(text, subdomain, 'example.com')]
}

/** As {@link isDns1123Subdomain}, with underscores: the searches of a Pod's dnsConfig. */
export function isDns1123SubdomainWithUnderscore(value: string): readonly string[] {
  const errors = tooLong(value, maxSubdomain)
  if (underscoreSubdomainPattern.test(value)) return errors
  const text =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character"
  return [...errors, regexError(text, underscoreSubdomain, 'example.com')]
}

/** Why `value` is no name of a Service (a DNS-1035 label); empty when it is one. */
export function isDns1035Label(value: string): readonly string[] {
  const errors = tooLong(value, maxLabel)
  if (serviceLabelPattern.test(value)) return errors
  const text =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character"
  return [...errors, regexError(text, serviceLabel, 'my-name', 'abc-123')]
}

/** Why `value` is no `*.` and a subdomain, as hosts of Ingresses are; empty when it is one. */
export function isWildcardDns1123Subdomain(value: string): readonly string[] {
  const errors = tooLong(value, maxSubdomain)
  if (wildcardPattern.test(value)) return errors
  const text =
    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character"
  return [...errors, regexError(text, wildcard, '*.example.com')]
}

function tooLong(value: string, max: number): readonly string[] {
  return byteLength(value) > max ? [maxLenError(max)] : []
}
