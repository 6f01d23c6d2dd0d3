import { describe, expect, it } from 'vitest'
import type { Stored } from '../../api/object.ts'
import { endpoints, endpointSlices, nodes, pods, services } from '../../api/resource.ts'
import type { EndpointSlice, ServiceSpec } from '../../api/schema/kubernetes-types.ts'
import { bench, setRunning, template, type Bench } from '../testing/bench.ts'
import { startEndpointsController } from './endpoints-controller.ts'
import { startEndpointSliceController } from './endpointslice-controller.ts'
import { startEndpointSliceMirroringController } from './endpointslice-mirroring-controller.ts'

function start(spec: ServiceSpec = {}): Bench {
  const one = bench(
    startEndpointSliceController,
    startEndpointsController,
    startEndpointSliceMirroringController,
  )
  const labels = { 'topology.kubernetes.io/zone': 'z1' }
  one.client.create(nodes, { metadata: { name: 'worker', labels } })
  one.client.create(services, {
    metadata: { name: 'web', namespace: 'shop', labels: { team: 'a' } },
    spec: {
      clusterIP: '10.96.0.7',
      ipFamilies: ['IPv4'],
      type: 'ClusterIP',
      selector: { app: 'web' },
      ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }],
      ...spec,
    },
  })
  one.advance()
  return one
}

function addPod(one: Bench, name: string, ip: string, ready = true) {
  const { metadata, spec } = template()
  const containers = [
    { name: 'app', image: 'good', ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] },
  ]
  one.client.create(pods, {
    metadata: { ...metadata, name, namespace: 'shop' },
    spec: { ...spec, containers },
  })
  one.client.bind('shop', name, 'worker')
  setPod(one, name, ip, ready)
}

function setPod(one: Bench, name: string, ip: string, ready: boolean) {
  const pod = one.client.get(pods, 'shop', name)
  if (pod === null) throw new Error('no Pod')
  setRunning(one, pod, ip, ready)
  one.advance()
}

function slices({ client }: Bench): readonly Stored<EndpointSlice>[] {
  return client.list(endpointSlices, 'shop')
}

const subsets = ({ client }: Bench) => client.get(endpoints, 'shop', 'web')?.subsets

describe('the EndpointSlice and Endpoints controllers', () => {
  it('have an empty slice for a Service without Pods', () => {
    const one = start()
    const [slice] = slices(one)
    expect(slice?.metadata.name).toMatch(/^web-/)
    expect(slice?.metadata.labels).toEqual({
      team: 'a',
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.endpointslice.k8s.io',
      'kubernetes.io/service-name': 'web',
    })
    expect(slice).toMatchObject({ addressType: 'IPv4', ports: [], endpoints: [] })
    expect(slice?.metadata.ownerReferences).toEqual([
      expect.objectContaining({
        apiVersion: 'v1',
        kind: 'Service',
        name: 'web',
        controller: true,
        blockOwnerDeletion: true,
      }),
    ])
    expect(subsets(one)).toEqual([])
  })

  it('list Pods with the port of that name', () => {
    const one = start()
    addPod(one, 'a', '10.244.1.2')
    const pod = one.client.get(pods, 'shop', 'a')
    const targetRef = { kind: 'Pod', namespace: 'shop', name: 'a', uid: pod?.metadata.uid }
    expect(slices(one)).toHaveLength(1)
    expect(slices(one)[0]?.ports).toEqual([{ name: '', port: 8080, protocol: 'TCP' }])
    expect(slices(one)[0]?.endpoints).toEqual([
      {
        addresses: ['10.244.1.2'],
        conditions: { ready: true, serving: true, terminating: false },
        nodeName: 'worker',
        targetRef,
        zone: 'z1',
      },
    ])
    expect(subsets(one)).toEqual([
      {
        addresses: [{ ip: '10.244.1.2', nodeName: 'worker', targetRef }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ])
  })

  it('follow readiness, and deletion', () => {
    const one = start()
    addPod(one, 'a', '10.244.1.2')
    addPod(one, 'b', '10.244.1.3')
    const name = slices(one)[0]?.metadata.name
    setPod(one, 'a', '10.244.1.2', false)
    expect(slices(one)[0]?.endpoints.map(({ conditions }) => conditions?.ready)).toEqual([false, true])
    expect(subsets(one)?.[0]?.notReadyAddresses?.map(({ ip }) => ip)).toEqual(['10.244.1.2'])
    one.client.delete(pods, 'shop', 'b')
    one.advance()
    expect(slices(one)[0]?.endpoints[1]?.conditions).toEqual({
      ready: false,
      serving: true,
      terminating: true,
    })
    expect(subsets(one)?.[0]?.addresses).toBeUndefined()
    one.client.remove(pods, 'shop', 'b')
    one.client.remove(pods, 'shop', 'a')
    one.advance()
    expect(slices(one).map(({ metadata, endpoints: found }) => [metadata.name, found])).toEqual([[name, []]])
  })

  it('leave out Pods that the selector does not match any more', () => {
    const one = start()
    addPod(one, 'a', '10.244.1.2')
    const service = one.client.get(services, 'shop', 'web')
    if (service === null) throw new Error('no Service')
    one.client.update(services, { ...service, spec: { ...service.spec, selector: { app: 'wbe' } } })
    one.advance()
    expect(slices(one)[0]?.endpoints).toEqual([])
    expect(subsets(one)).toEqual([])
  })

  it('publish addresses that are not ready when asked, and mark headless Services', () => {
    const one = start({ publishNotReadyAddresses: true, clusterIP: 'None' })
    addPod(one, 'a', '10.244.1.2', false)
    expect(slices(one)[0]?.endpoints[0]?.conditions).toEqual({
      ready: true,
      serving: false,
      terminating: false,
    })
    expect(slices(one)[0]?.metadata.labels).toHaveProperty(['service.kubernetes.io/headless'], '')
    expect(subsets(one)?.[0]?.addresses).toHaveLength(1)
  })

  it('put at most 100 endpoints into a slice', () => {
    const one = start()
    for (let index = 0; index < 120; index++) addPod(one, `p${index}`, `10.244.1.${index}`)
    expect(
      slices(one)
        .map(({ endpoints: found }) => found.length)
        .sort(),
    ).toEqual([100, 20])
  })

  it('undo what others do to their slices', () => {
    const one = start()
    addPod(one, 'a', '10.244.1.2')
    const [slice] = slices(one)
    if (slice === undefined) throw new Error('no slice')
    one.client.update(endpointSlices, { ...slice, endpoints: [] })
    one.advance()
    expect(slices(one)[0]?.endpoints).toHaveLength(1)
    one.client.delete(endpointSlices, 'shop', slice.metadata.name)
    one.advance()
    expect(slices(one)[0]?.endpoints).toHaveLength(1)
  })

  it('mirror hand-written Endpoints of a Service without selector', () => {
    const one = start({ selector: undefined })
    expect(slices(one)).toEqual([])
    one.client.create(endpoints, {
      metadata: { name: 'web', namespace: 'shop' },
      subsets: [
        {
          addresses: [{ ip: '192.0.2.1' }],
          notReadyAddresses: [{ ip: '192.0.2.2' }],
          ports: [{ port: 9376, protocol: 'TCP' }],
        },
      ],
    })
    one.advance()
    const [slice] = slices(one)
    expect(slice?.metadata.labels).toMatchObject({
      'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
      'kubernetes.io/service-name': 'web',
    })
    expect(slice?.endpoints).toEqual([
      { addresses: ['192.0.2.1'], conditions: { ready: true } },
      { addresses: ['192.0.2.2'], conditions: { ready: false } },
    ])
    expect(slice?.ports).toEqual([{ name: '', port: 9376, protocol: 'TCP' }])
    one.client.delete(endpoints, 'shop', 'web')
    one.advance()
    expect(slices(one)).toEqual([])
  })
})
