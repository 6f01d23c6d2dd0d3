import { regexError } from '../meta/check-texts.ts'
import { invalidValue, required } from '../meta/field-errors.ts'
import { checkSubdomain, type FieldErrors } from './field-checks.ts'

const path = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+"

/** apimachinery `IsDomainPrefixedPath`: a DNS name, `/` and a path. */
export function* checkDomainPrefixedPath(field: string, value: string): FieldErrors {
  if (value === '') {
    yield required(field)
    return
  }
  const [, host = '', rest = ''] = /^([^/]+)\/(.+)$/s.exec(value) ?? []
  if (host === '') {
    yield invalidValue(field, value, 'must be a domain-prefixed path (such as "acme.io/foo")')
    return
  }
  yield* checkSubdomain(field, host)
  if (!new RegExp(`^${path}$`).test(rest)) yield invalidValue(field, rest, regexError('Invalid path', path))
}
