import { invalidValue } from '../meta/field-errors.ts'
import { ipText, parseIp } from '../meta/ip-parsing.ts'
import type { FieldErrors } from './field-checks.ts'

/** core `ValidateEndpointIP`: addresses that traffic must not be sent to. */
export function* checkEndpointIp(field: string, address: string): FieldErrors {
  const ip = parseIp(address)
  if (ip === null) {
    yield invalidValue(field, address, 'must be a valid IP address')
    return
  }
  const canonical = ipText(ip)
  for (const [range, detail] of refused) {
    if (range.test(canonical)) yield invalidValue(field, address, detail.replace('%', address))
  }
}

const refused: readonly (readonly [RegExp, string])[] = [
  [/^(0\.0\.0\.0|::)$/, 'may not be unspecified (%)'],
  [/^(127\.|::1$)/, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  [/^(169\.254\.|fe[89ab])/, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  [/^(224\.0\.0\.|ff02)/, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
]
