import { validateImmutable } from '../../meta/object-meta-validation.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import { warningsForIp } from '../../meta/ip-addresses.ts'
import type { Stored } from '../../object.ts'
import { endpointSlices } from '../../resource.ts'
import type { EndpointSlice } from '../../schema/kubernetes-types.ts'
import type { KindRules } from '../kind-rules.ts'
import { compact, list, mappedEach, text } from '../zero-values.ts'
import { checkEndpointSlice, checkSliceEndpoints } from './endpoint-slice-validation.ts'

/** `pkg/registry/discovery/endpointslice/strategy.go`. */
export const endpointSliceRules: KindRules<EndpointSlice> = {
  resource: endpointSlices,
  hasStatus: false,
  defaults: (slice) =>
    compact({
      ...slice,
      endpoints: list(slice.endpoints).map((endpoint) => ({
        ...endpoint,
        conditions: endpoint.conditions ?? {},
      })),
      ports: mappedEach(slice.ports, (port) => ({
        ...port,
        name: port.name ?? '',
        protocol: port.protocol ?? 'TCP',
      })),
    }),
  validate: (slice) => [...checkEndpointSlice(slice), ...checkSliceEndpoints(slice)],
  validateUpdate: (next, previous) => [
    ...checkEndpointSlice(next),
    ...(semanticEqual(next.endpoints, previous.endpoints) ? [] : checkSliceEndpoints(next)),
    ...validateImmutable(next.addressType, previous.addressType, 'addressType'),
  ],
  generationChanges: (next, previous) =>
    !semanticEqual(withoutMeta(next), withoutMeta(previous)) ||
    !semanticEqual(next.metadata.labels ?? {}, previous.metadata.labels ?? {}),
  warnings: (slice, previous) => [
    ...(previous === null && slice.addressType === 'FQDN'
      ? ['spec.addressType: FQDN endpoints are deprecated']
      : []),
    ...addressWarnings(slice),
  ],
}

function withoutMeta(slice: Stored<EndpointSlice>): unknown {
  return { ...slice, metadata: undefined }
}

/** Slices of the two controllers are not looked at. */
function addressWarnings(slice: Stored<EndpointSlice>): readonly string[] {
  const manager = text(slice.metadata.labels?.['endpointslice.kubernetes.io/managed-by'])
  if (
    manager === 'endpointslice-controller.k8s.io' ||
    manager === 'endpointslicemirroring-controller.k8s.io'
  ) {
    return []
  }
  return list(slice.endpoints).flatMap(({ addresses }, index) =>
    list(addresses).flatMap((address, position) =>
      warningsForIp(`endpoints[${index}].addresses[${position}]`, address),
    ),
  )
}
