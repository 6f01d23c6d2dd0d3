import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Flow } from './flow.ts'
import { NotModelledError } from './not-modelled.ts'
import { packetEngine } from './packet-engine.ts'
import {
  fixedState,
  podOn,
  serviceNamed,
  sliceOf,
  threeNodes,
  type FixedParts,
} from './testing/fixed-state.ts'
import { manualClock } from './testing/manual-clock.ts'
import { seededRandom } from './testing/seeded-random.ts'

const client = podOn(1, 5, 'client')
const near = podOn(1, 6, 'near')
const far = podOn(2, 7, 'far')

function cluster(more: Partial<FixedParts> = {}, open: readonly string[] = [], seed = 1) {
  const parts: FixedParts = { pods: [client, near, far], services: [], slices: [], policies: [], ...more }
  const clock = manualClock()
  const engine = packetEngine({
    state: fixedState(parts),
    clock,
    random: seededRandom(seed),
    listens: (namespace, protocol, _address, port) =>
      open.includes(`${namespace} ${protocol} ${String(port)}`),
  })
  return { parts, clock, send: (flow: Partial<Flow>) => engine.send({ ...fromClient, ...flow }) }
}

const fromClient: Flow = { from: 'pod/shop/client', protocol: 'TCP', destination: near.address, port: 8080 }
const both = ['pod/shop/near TCP 8080', 'pod/shop/far TCP 8080']

describe('between Pods', () => {
  test('on one node and on two, the source is kept', () => {
    const { send } = cluster({}, both)
    expect(send({}).verdict).toMatchObject({
      kind: 'delivered',
      to: 'pod/shop/near',
      sourceSeen: client.address,
    })
    const other = send({ destination: far.address })
    expect(other.verdict).toMatchObject({ kind: 'delivered', to: 'pod/shop/far', sourceSeen: client.address })
    expect(other.hops.map(({ where }) => where)).toEqual([
      'pod shop/client',
      'node worker',
      'node worker2',
      'pod shop/far',
    ])
  })

  test('a closed port resets, an address that no Pod has is silent', () => {
    const { send } = cluster()
    expect(send({}).verdict).toEqual({ kind: 'reset' })
    expect(send({ destination: '10.244.1.99' })).toMatchObject({
      verdict: { kind: 'dropped' },
      roundTripMs: null,
    })
    expect(send({ destination: '10.244.2.99' }).verdict).toEqual({ kind: 'dropped' })
  })

  test('loopback stays inside', () => {
    const { send } = cluster({}, ['pod/shop/client TCP 8080'])
    expect(send({ destination: '127.0.0.1' }).verdict).toMatchObject({
      to: 'pod/shop/client',
      sourceSeen: '127.0.0.1',
    })
    expect(send({ destination: '127.0.0.1', port: 1 }).verdict).toEqual({ kind: 'reset' })
  })

  test('ping is answered by an address that exists', () => {
    const { send } = cluster()
    expect(send({ protocol: 'ICMP', port: 0 }).verdict.kind).toBe('delivered')
  })
})

describe('nodes', () => {
  test("a node's packets to its own Pods carry the Pods' gateway", () => {
    const { send } = cluster({}, both)
    expect(send({ from: 'node/worker' }).verdict).toMatchObject({ sourceSeen: '10.244.1.1' })
    expect(send({ from: 'node/worker2' }).verdict).toMatchObject({ sourceSeen: '172.18.0.4' })
  })

  test('what leaves the range of Pods is masqueraded', () => {
    const { send } = cluster({}, ['node/worker2 TCP 10250', 'node/worker TCP 10250'])
    expect(send({ destination: '172.18.0.4', port: 10250 }).verdict).toMatchObject({
      sourceSeen: '172.18.0.3',
    })
    expect(send({ destination: '172.18.0.3', port: 10250 }).verdict).toMatchObject({
      sourceSeen: client.address,
    })
  })

  test('no neighbour is unreachable, the outside is silent, the host machine is refused by name', () => {
    const { send } = cluster()
    expect(send({ destination: '172.18.0.99' }).verdict).toEqual({ kind: 'unreachable', code: 'host' })
    expect(send({ destination: '192.0.2.1' }).verdict).toEqual({ kind: 'dropped' })
    expect(() => send({ destination: '172.18.0.1' })).toThrow(NotModelledError)
  })
})

describe('Services', () => {
  const web = serviceNamed('web')
  const toService = { destination: '10.96.0.10', port: 80 }

  test('an endpoint answers; without any the connection is refused, a port that is not there is silent', () => {
    const { send, parts } = cluster({ services: [web], slices: [sliceOf('web', [near, far])] }, both)
    expect(send(toService).verdict).toMatchObject({
      kind: 'delivered',
      port: 8080,
      sourceSeen: client.address,
    })
    expect(send({ ...toService, port: 81 }).verdict).toEqual({ kind: 'dropped' })
    parts.slices = []
    const refused = send(toService)
    expect(refused.verdict).toEqual({ kind: 'reset' })
    expect(refused.hops.at(-1)).toEqual({
      where: 'kube-proxy on worker',
      what: 'REJECT: shop/web has no endpoints',
    })
  })

  test('hairpin: a Pod that reaches itself sees its gateway', () => {
    const { send } = cluster({ services: [web], slices: [sliceOf('web', [client])] }, [
      'pod/shop/client TCP 8080',
    ])
    expect(send(toService).verdict).toMatchObject({ to: 'pod/shop/client', sourceSeen: '10.244.1.1' })
  })

  test('those that serve while they terminate are the last resort', () => {
    const leaving = { ...far, ready: false, serving: true, terminating: true }
    const { send, parts } = cluster({ services: [web], slices: [sliceOf('web', [near, leaving])] }, both)
    expect(send(toService).verdict).toMatchObject({ to: 'pod/shop/near' })
    parts.slices = [sliceOf('web', [{ ...near, ready: false }, leaving])]
    expect(send(toService).verdict).toMatchObject({ to: 'pod/shop/far' })
    parts.slices = [
      sliceOf('web', [
        { ...near, ready: false },
        { ...leaving, serving: false },
      ]),
    ]
    expect(send(toService).verdict).toEqual({ kind: 'reset' })
  })

  test('internalTrafficPolicy Local drops where the node has none', () => {
    const local = serviceNamed('web', { internalTrafficPolicy: 'Local' })
    const { send, parts } = cluster({ services: [local], slices: [sliceOf('web', [far])] }, both)
    expect(send(toService).verdict).toEqual({ kind: 'dropped' })
    parts.slices = [sliceOf('web', [far, near])]
    expect(send(toService).verdict).toMatchObject({ to: 'pod/shop/near' })
  })

  test('a node port: every node, masqueraded; with policy Local only where an endpoint is, source kept', () => {
    const ports = [{ port: 80, nodePort: 30080, protocol: 'TCP' }]
    const nodePort = serviceNamed('web', { type: 'NodePort', ports })
    const { send, parts } = cluster({ services: [nodePort], slices: [sliceOf('web', [far])] }, both)
    const fromOutside = { from: 'node/control-plane', port: 30080 } as const
    expect(send({ ...fromOutside, destination: '172.18.0.3' }).verdict).toMatchObject({
      to: 'pod/shop/far',
      sourceSeen: '172.18.0.3',
    })
    parts.services = [serviceNamed('web', { type: 'NodePort', ports, externalTrafficPolicy: 'Local' })]
    expect(send({ ...fromOutside, destination: '172.18.0.3' }).verdict).toEqual({ kind: 'dropped' })
    expect(send({ ...fromOutside, destination: '172.18.0.4' }).verdict).toMatchObject({
      to: 'pod/shop/far',
      sourceSeen: '172.18.0.2',
    })
    expect(send({ destination: '172.18.0.3', port: 30080 }).verdict).toMatchObject({ to: 'pod/shop/far' })
  })

  test('external IPs and the addresses of a load balancer, once they are set', () => {
    const external = serviceNamed('web', { externalIPs: ['198.51.100.1'] })
    const balancer = serviceNamed('lb', { type: 'LoadBalancer', clusterIP: '10.96.0.11' })
    const { send, parts } = cluster(
      { services: [external, balancer], slices: [sliceOf('web', [far]), sliceOf('lb', [near])] },
      both,
    )
    expect(send({ destination: '198.51.100.1', port: 80 }).verdict).toMatchObject({ to: 'pod/shop/far' })
    expect(send({ destination: '172.18.0.200', port: 80 }).verdict.kind).toBe('unreachable')
    parts.services = [{ ...balancer, status: { loadBalancer: { ingress: [{ ip: '172.18.0.200' }] } } }]
    expect(send({ destination: '172.18.0.200', port: 80 }).verdict).toMatchObject({ to: 'pod/shop/near' })
  })

  test('sessionAffinity ClientIP keeps the backend until its time-out', async () => {
    const sticky = serviceNamed('web', {
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } },
    })
    const { send, clock } = cluster({ services: [sticky], slices: [sliceOf('web', [near, far])] }, both)
    const reached = () => send(toService).verdict
    const first = reached()
    for (let call = 0; call < 20; call++) expect(reached()).toEqual(first)
    const seen = new Set<string>()
    for (let call = 0; call < 20; call++) {
      await clock.advance(10_001)
      const verdict = reached()
      seen.add(verdict.kind === 'delivered' ? verdict.to : verdict.kind)
    }
    expect(seen.size).toBe(2)
  })

  test('a UDP flow keeps its backend while it serves', () => {
    const dns = serviceNamed('dns', { ports: [{ port: 53, protocol: 'UDP' }] })
    const open = ['pod/shop/near UDP 8080', 'pod/shop/far UDP 8080']
    const { send, parts } = cluster({ services: [dns], slices: [sliceOf('dns', [near, far], 'UDP')] }, open)
    const flow = { protocol: 'UDP', destination: '10.96.0.10', port: 53, sourcePort: 40000 } as const
    const first = send(flow).verdict
    for (let call = 0; call < 20; call++) expect(send(flow).verdict).toEqual(first)
    const other = first.kind === 'delivered' && first.to === 'pod/shop/near' ? far : near
    parts.slices = [sliceOf('dns', [other], 'UDP')]
    expect(send(flow).verdict).toMatchObject({ to: `pod/shop/${other.name}` })
  })
})

test('a NetworkPolicy that decides is refused by name; a node may always reach its own Pods', () => {
  const deny = {
    metadata: { namespace: 'shop', name: 'deny' },
    spec: { podSelector: { matchLabels: { app: 'near' } } },
  }
  const { send, parts } = cluster({ policies: [deny] }, both)
  expect(() => send({})).toThrow('NetworkPolicy shop/deny is not modelled')
  expect(send({ destination: far.address }).verdict.kind).toBe('delivered')
  expect(send({ from: 'node/worker' }).verdict.kind).toBe('delivered')
  expect(() => send({ from: 'node/worker2' })).toThrow(NotModelledError)
  parts.policies = [{ ...deny, spec: { podSelector: {}, policyTypes: ['Egress'] } }]
  expect(() => send({ destination: far.address })).toThrow(NotModelledError)
  expect(send({ destination: '127.0.0.1' }).verdict.kind).toBe('reset')
})

describe('always', () => {
  const backends = [near, far, client, podOn(0, 9, 'third')]
  const conditions = fc.record({ ready: fc.boolean(), serving: fc.boolean(), terminating: fc.boolean() })
  const scene = fc.record({
    seed: fc.nat(),
    endpoints: fc.array(fc.tuple(fc.nat(3), conditions), { maxLength: 5 }),
    listening: fc.subarray(backends.map(({ name }) => name)),
    internal: fc.constantFrom('Cluster', 'Local'),
    external: fc.constantFrom('Cluster', 'Local'),
    from: fc.constantFrom('pod/shop/client', 'node/worker', 'node/control-plane'),
    destination: fc.constantFrom('10.96.0.10', ...threeNodes.map(({ address }) => address)),
  })

  test('a Service delivers to a usable endpoint that listens, is refused by RST or REJECT, and silent only for policy Local', () => {
    fc.assert(
      fc.property(scene, ({ seed, endpoints, listening, internal, external, from, destination }) => {
        const listed = endpoints.flatMap(([index, state]) => {
          const pod = backends[index]
          return pod === undefined ? [] : [{ ...pod, ...state }]
        })
        const ports = [{ port: 80, nodePort: 30080, protocol: 'TCP' }]
        const service = serviceNamed('web', {
          type: 'NodePort',
          ports,
          internalTrafficPolicy: internal,
          externalTrafficPolicy: external,
        })
        const open = listening.map((name) => `pod/shop/${name} TCP 8080`)
        const { send } = cluster(
          { pods: backends, services: [service], slices: [sliceOf('web', listed)] },
          open,
          seed,
        )
        const port = destination === '10.96.0.10' ? 80 : 30080
        const { verdict, hops } = send({ from: from, destination, port })
        const last = hops.at(-1)?.what ?? ''
        switch (verdict.kind) {
          case 'delivered': {
            const pod = backends.find(({ name }) => verdict.to === `pod/shop/${name}`)
            const states = listed.filter(({ name }) => name === pod?.name)
            const usable = states.some(({ ready, serving, terminating }) => ready || (serving && terminating))
            return usable && listening.includes(pod?.name ?? '')
          }
          case 'reset':
            return /RST$|^REJECT/.test(last)
          case 'dropped':
            return /no local endpoints$/.test(last) && (internal === 'Local' || external === 'Local')
          default:
            return false
        }
      }),
      { numRuns: 500 },
    )
  })
})
