import { duplicateValue, invalidFor, invalidValue, required, tooMany } from '../../meta/field-errors.ts'
import { isValidIp, isValidIpForLegacyField } from '../../meta/ip-addresses.ts'
import { isQualifiedName, isValidLabelValue } from '../../meta/qualified-names.ts'
import type { Endpoint, EndpointHints, EndpointSlice } from '../../schema/kubernetes-types.ts'
import { checkEndpointIp } from '../endpoint-address-validation.ts'
import { checkLabel, checkOneOf, checkSubdomain, portProtocols, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'

/** discovery `ValidateEndpointSlice`, but for its endpoints. */
export function* checkEndpointSlice(slice: EndpointSlice): FieldErrors {
  yield* checkOneOf('addressType', slice.addressType, ['FQDN', 'IPv4', 'IPv6'])
  const ports = list(slice.ports)
  if (ports.length > 20000) {
    yield tooMany('ports', ports.length, 20000)
    return
  }
  const names = new Set<string>()
  for (const [index, { name = '', protocol, appProtocol }] of ports.entries()) {
    const at = `ports[${index}]`
    if (name !== '') yield* checkLabel(`${at}.name`, name)
    if (names.has(name)) yield duplicateValue(`${at}.name`, name)
    names.add(name)
    yield* checkOneOf(`${at}.protocol`, protocol, portProtocols)
    if (appProtocol !== undefined) {
      yield* invalidFor(`${at}.appProtocol`, appProtocol, isQualifiedName(appProtocol))
    }
  }
}

/** discovery `validateEndpoints`. */
export function* checkSliceEndpoints({ endpoints, addressType }: EndpointSlice): FieldErrors {
  const all = list(endpoints)
  if (all.length > 1000) {
    yield tooMany('endpoints', all.length, 1000)
    return
  }
  for (const [index, endpoint] of all.entries()) {
    yield* checkEndpoint(`endpoints[${index}]`, endpoint, text(addressType))
  }
}

function* checkEndpoint(path: string, endpoint: Endpoint, type: string): FieldErrors {
  const field = `${path}.addresses`
  const addresses = list(endpoint.addresses)
  if (addresses.length === 0) yield required(field, 'must contain at least 1 address')
  else if (addresses.length > 100) yield tooMany(field, addresses.length, 100)
  for (const [index, address] of addresses.entries()) yield* checkAddress(field, index, address, type)
  if (endpoint.nodeName !== undefined) yield* checkSubdomain(`${path}.nodeName`, endpoint.nodeName)
  if (endpoint.hostname !== undefined) yield* checkLabel(`${path}.hostname`, endpoint.hostname)
  if (endpoint.hints !== undefined) yield* checkHints(`${path}.hints`, endpoint.hints)
}

function* checkAddress(list: string, index: number, address: string, type: string): FieldErrors {
  const field = `${list}[${index}]`
  if (type === 'FQDN') {
    yield* checkSubdomain(field, address)
    if (!address.includes('.')) {
      yield invalidValue(field, address, 'should be a domain with at least two segments separated by dots')
    }
    return
  }
  if (type !== 'IPv4' && type !== 'IPv6') return
  const errors = type === 'IPv4' ? isValidIpForLegacyField(address) : isValidIp(address)
  if (errors.length > 0) {
    yield* invalidFor(field, address, errors)
    return
  }
  const family = address.includes(':') ? 'IPv6' : 'IPv4'
  if (family !== type) yield invalidValue(list, address, `must be an ${type} address`)
  yield* checkEndpointIp(field, address)
}

function* checkHints(path: string, { forZones, forNodes }: EndpointHints): FieldErrors {
  for (const [kind, hints] of [
    ['forZones', list(forZones)],
    ['forNodes', list(forNodes)],
  ] as const) {
    if (hints.length > 8) {
      yield tooMany(`${path}.${kind}`, hints.length, 8)
      return
    }
    const seen = new Set<string>()
    for (const [index, hint] of hints.entries()) {
      const field = `${path}.${kind}[${index}].name`
      const name = text(hint.name)
      if (seen.has(name)) yield duplicateValue(field, name)
      seen.add(name)
      if (kind === 'forZones') yield* invalidFor(field, name, isValidLabelValue(name))
      else yield* checkSubdomain(field, name)
    }
  }
}
