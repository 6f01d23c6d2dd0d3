import { invalidFor, required } from '../../meta/field-errors.ts'
import { isValidIpForLegacyField, warningsForIp } from '../../meta/ip-addresses.ts'
import { isQualifiedName } from '../../meta/qualified-names.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import { isValidPortNum } from '../../meta/value-formats.ts'
import { endpoints } from '../../resource.ts'
import type {
  EndpointPort,
  EndpointAddress,
  Endpoints,
  EndpointSubset,
} from '../../schema/kubernetes-types.ts'
import { checkEndpointIp } from '../endpoint-address-validation.ts'
import { checkLabel, checkOneOf, checkSubdomain, portProtocols, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { compact, list, mappedEach, number, text } from '../zero-values.ts'

/** `pkg/registry/core/endpoint/strategy.go`. */
export const endpointsRules: KindRules<Endpoints> = {
  resource: endpoints,
  hasStatus: false,
  defaults: (object) =>
    compact({
      ...object,
      subsets: mappedEach(object.subsets, (subset) =>
        compact({
          ...subset,
          ports: mappedEach(subset.ports, (port) => ({ ...port, protocol: port.protocol || 'TCP' })),
        }),
      ),
    }),
  validate: ({ subsets }) => [...checkSubsets(list(subsets))],
  validateUpdate: (next, previous) =>
    semanticEqual(next.subsets, previous.subsets) ? [] : [...checkSubsets(list(next.subsets))],
  warnings: (object) => addressWarnings(object),
}

const groups = ['addresses', 'notReadyAddresses'] as const

/** core `validateEndpointSubsets`. */
function* checkSubsets(subsets: readonly EndpointSubset[]): FieldErrors {
  for (const [index, subset] of subsets.entries()) {
    const at = `subsets[${index}]`
    if (groups.every((group) => list(subset[group]).length === 0)) {
      yield required(at, 'must specify `addresses` or `notReadyAddresses`')
    }
    for (const group of groups) {
      for (const [position, address] of list(subset[group]).entries()) {
        yield* checkAddress(`${at}.${group}[${position}]`, address)
      }
    }
    const ports = list(subset.ports)
    for (const [position, port] of ports.entries()) {
      yield* checkPort(`${at}.ports[${position}]`, port, ports.length > 1)
    }
  }
}

function* checkAddress(path: string, address: EndpointAddress): FieldErrors {
  const ip = text(address.ip)
  yield* invalidFor(`${path}.ip`, ip, isValidIpForLegacyField(ip))
  if (text(address.hostname) !== '') yield* checkLabel(`${path}.hostname`, text(address.hostname))
  if (address.nodeName !== undefined) yield* checkSubdomain(`${path}.nodeName`, address.nodeName)
  yield* checkEndpointIp(`${path}.ip`, ip)
}

function* checkPort(path: string, port: EndpointPort, needsName: boolean): FieldErrors {
  const name = text(port.name)
  if (name !== '') yield* checkLabel(`${path}.name`, name)
  else if (needsName) yield required(`${path}.name`)
  yield* invalidFor(`${path}.port`, number(port.port), isValidPortNum(number(port.port)))
  yield* checkOneOf(`${path}.protocol`, port.protocol, portProtocols)
  if (port.appProtocol !== undefined) {
    yield* invalidFor(`${path}.appProtocol`, port.appProtocol, isQualifiedName(port.appProtocol))
  }
}

/** Those of the endpoints controller are not looked at. */
function addressWarnings({ metadata, subsets }: Endpoints): readonly string[] {
  if (metadata?.labels?.['endpoints.kubernetes.io/managed-by'] === 'endpoint-controller') return []
  return list(subsets).flatMap((subset, index) =>
    groups.flatMap((group) =>
      list(subset[group]).flatMap(({ ip }, position) =>
        warningsForIp(`subsets[${index}].${group}[${position}].ip`, text(ip)),
      ),
    ),
  )
}
