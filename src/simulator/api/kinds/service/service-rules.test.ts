import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Service, ServiceSpec } from '../../schema/kubernetes-types.ts'
import { invalid, StatusError } from '../../status-error.ts'
import type { Stored, StoredObject } from '../../object.ts'
import { ruleContext, stored } from '../testing.ts'
import { serviceRules } from './service-rules.ts'

const http: ServiceSpec = { selector: { app: 'web' }, ports: [{ port: 80 }] }

function service(spec: ServiceSpec, name = 'web'): Stored<Service> {
  const object = { metadata: { name, namespace: 'default' }, spec }
  const kept = stored(serviceRules, serviceRules.defaults(object))
  return { ...kept, metadata: { ...kept.metadata, uid: name } }
}

function created(spec: ServiceSpec, others: readonly StoredObject[] = [], dryRun = false): Stored<Service> {
  const context = { ...ruleContext(others), dryRun }
  return serviceRules.prepareForCreate?.(service(spec), context) ?? service(spec)
}

/** The API's answer to a create. */
function answer(spec: ServiceSpec, others: readonly StoredObject[] = []): string {
  try {
    const object = created(spec, others)
    const errors = serviceRules.validate(object, ruleContext())
    return errors.length === 0 ? 'created' : invalid(serviceRules.resource, 'web', errors).message
  } catch (error) {
    if (error instanceof StatusError) return error.message
    throw error
  }
}

function updated(previous: Stored<Service>, spec: ServiceSpec): Stored<Service> {
  const next = { ...service(spec), status: previous.status }
  return serviceRules.prepareForUpdate?.(next, previous, ruleContext([previous])) ?? next
}

function updateAnswer(previous: Stored<Service>, spec: ServiceSpec): string {
  try {
    const errors = serviceRules.validateUpdate(updated(previous, spec), previous, ruleContext([previous]))
    return errors.length === 0 ? 'updated' : invalid(serviceRules.resource, 'web', errors).message
  } catch (error) {
    if (error instanceof StatusError) return error.message
    throw error
  }
}

describe('a new Service', () => {
  it('gets an address from the upper part of the range', () => {
    expect(created(http).spec).toEqual({
      selector: { app: 'web' },
      type: 'ClusterIP',
      clusterIP: '10.96.1.1',
      clusterIPs: ['10.96.1.1'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    })
    expect(created(http).status).toEqual({ loadBalancer: {} })
  })

  it('gets another address than those that are taken', () => {
    const other = { ...created(http), metadata: { ...created(http).metadata, name: 'other', uid: 'other' } }
    expect(created(http, [other]).spec?.clusterIP).toBe('10.96.1.2')
  })

  it('shows the network, and a port after the range, on a dry run', () => {
    expect(created(http, [], true).spec?.clusterIP).toBe('10.96.0.0')
    const { spec } = created({ ...http, type: 'NodePort' }, [], true)
    expect(spec?.ports?.[0]?.nodePort).toBe(32769)
  })

  it('without cluster IP has none', () => {
    expect(created({ ...http, clusterIP: 'None' }).spec).toMatchObject({
      clusterIP: 'None',
      clusterIPs: ['None'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
    })
    expect(created({ clusterIP: 'None' }).spec).toMatchObject({
      ipFamilies: ['IPv4', 'IPv6'],
      ipFamilyPolicy: 'RequireDualStack',
    })
  })

  it('of type ExternalName has no address', () => {
    const { spec } = created({ type: 'ExternalName', externalName: 'example.com' })
    expect(spec).toEqual({ type: 'ExternalName', externalName: 'example.com', sessionAffinity: 'None' })
  })

  it('of type NodePort shares a port between protocols', () => {
    const { spec } = created({
      ...http,
      type: 'NodePort',
      ports: [
        { name: 'tcp', port: 53 },
        { name: 'udp', port: 53, protocol: 'UDP' },
        { name: 'http', port: 80 },
      ],
    })
    expect(spec?.ports?.map(({ nodePort }) => nodePort)).toEqual([30086, 30086, 30087])
    expect(spec?.externalTrafficPolicy).toBe('Cluster')
  })
})

describe('is refused', () => {
  const taken = { ...created(http), metadata: { ...created(http).metadata, name: 'other', uid: 'other' } }
  const noded = {
    ...created({ ...http, type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }),
    metadata: { ...taken.metadata },
  }

  it.each<[string, ServiceSpec, string]>([
    ['without ports', { selector: { app: 'web' } }, 'spec.ports: Required value'],
    [
      'with port 0',
      { ports: [{ port: 0 }] },
      '[spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive, spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive]',
    ],
    [
      'with a protocol that Services do not know',
      { ports: [{ port: 80, protocol: 'ICMP' }] },
      'spec.ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"',
    ],
    [
      'with two ports and no names',
      { ports: [{ port: 80 }, { port: 81 }] },
      '[spec.ports[0].name: Required value, spec.ports[1].name: Required value]',
    ],
    [
      'with one port twice',
      {
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80 },
        ],
      },
      'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
    ],
    [
      'with a node port of type ClusterIP',
      { ports: [{ port: 80, nodePort: 30080 }] },
      `spec.ports[0].nodePort: Forbidden: may not be used when \`type\` is 'ClusterIP'`,
    ],
    [
      'with a node port out of range',
      { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] },
      'spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
    [
      'with a node port that another has',
      { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] },
      'spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    ],
    [
      'with an address that another has',
      { ...http, clusterIP: '10.96.1.1' },
      'spec.clusterIPs: Invalid value: ["10.96.1.1"]: failed to allocate IP 10.96.1.1: provided IP is already allocated',
    ],
    [
      'with an address of another network',
      { ...http, clusterIP: '10.0.0.1' },
      'spec.clusterIPs: Invalid value: ["10.0.0.1"]: failed to allocate IP 10.0.0.1: the provided network does not match the current range',
    ],
    [
      'with an address that is none',
      { ...http, clusterIP: '10.96.0' },
      'spec.clusterIPs[0]: Invalid value: "10.96.0": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      'with two families',
      { ...http, ipFamilyPolicy: 'RequireDualStack' },
      'spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
    ],
    [
      'of an unknown type',
      { ...http, type: 'Cluster' },
      'spec.type: Unsupported value: "Cluster": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
    [
      'headless of type NodePort',
      { ...http, type: 'NodePort', clusterIP: 'None' },
      'spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for NodePort services',
    ],
    ['of type ExternalName without a name', { type: 'ExternalName' }, 'spec.externalName: Required value'],
    [
      'with external traffic policy and no external traffic',
      { ...http, externalTrafficPolicy: 'Local' },
      'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
    ],
  ])('%s', (_what, spec, text) => {
    expect(answer(spec, [taken, noded])).toBe(`Service "web" is invalid: ${text}`)
  })
})

describe('an update', () => {
  it('keeps the address that the manifest does not name', () => {
    expect(updated(created(http), http).spec).toEqual(created(http).spec)
  })

  it('can not change the address', () => {
    expect(updateAnswer(created(http), { ...http, clusterIP: '10.96.5.5' })).toBe(
      'Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.5.5"]: may not change once set',
    )
  })

  it('releases node ports with the type that has them', () => {
    const previous = created({ ...http, type: 'NodePort' })
    const { spec } = updated(previous, { ...previous.spec, type: 'ClusterIP' })
    expect(spec?.ports).toEqual([{ port: 80, protocol: 'TCP', targetPort: 80 }])
    expect(spec?.externalTrafficPolicy).toBeUndefined()
  })

  it('releases the address on the way to ExternalName, and takes one on the way back', () => {
    const external = updated(created(http), {
      ...created(http).spec,
      type: 'ExternalName',
      externalName: 'example.com',
    })
    expect(external.spec?.clusterIP).toBeUndefined()
    expect(external.spec?.ipFamilies).toBeUndefined()
    expect(updated(external, http).spec?.clusterIP).toBe('10.96.1.1')
  })
})

it('defaults twice as it defaults once, and accepts what it made', () => {
  const spec = fc.record({
    type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
    sessionAffinity: fc.constantFrom('', 'None', 'ClientIP'),
    ports: fc.uniqueArray(
      fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), port: fc.integer({ min: 1, max: 65535 }) }),
      { minLength: 1, maxLength: 4, selector: ({ name }) => name },
    ),
  })
  fc.assert(
    fc.property(spec, (given) => {
      fc.pre(new Set(given.ports.map(({ port }) => port)).size === given.ports.length)
      const once = serviceRules.defaults({ spec: given })
      expect(serviceRules.defaults(once)).toEqual(once)
      expect(answer(given)).toBe('created')
    }),
  )
})
