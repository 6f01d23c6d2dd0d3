import { describe, expect, it } from 'vitest'
import {
  configMaps,
  deployments,
  endpointSlices,
  namespaces,
  nodes,
  pods,
  services,
} from '../api/resource.ts'
import { seededRandom } from '../network/testing/seeded-random.ts'
import { startControllers } from './all-controllers.ts'
import { MemoryClient } from './testing/memory-client.ts'
import { runPods, template } from './testing/bench.ts'
import { turnClock } from './testing/turn-clock.ts'

describe('all controllers together', () => {
  function start() {
    const clock = turnClock()
    const random = seededRandom()
    const client = new MemoryClient(clock, random)
    client.create(namespaces, { metadata: { name: 'shop' } })
    for (const name of ['worker', 'worker2']) {
      client.create(nodes, {
        metadata: { name, labels: { 'kubernetes.io/hostname': name } },
        status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } },
      })
    }
    const stop = startControllers({ clock, random, clientAs: () => client, rootCa: 'PEM' })
    return { clock, client, stop }
  }

  const web = {
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      replicas: 4,
      selector: { matchLabels: { app: 'web' } },
      template: template(),
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    },
  }

  it('bring a Deployment up behind its Service, spread over the nodes', () => {
    const one = start()
    runPods(one, null)
    const spec = {
      clusterIP: '10.96.0.7',
      ipFamilies: ['IPv4'],
      selector: { app: 'web' },
      ports: [{ port: 80, protocol: 'TCP' }],
    }
    one.client.create(services, { metadata: { name: 'web', namespace: 'shop' }, spec })
    one.client.create(deployments, web)
    one.clock.advance(10_000)
    const [slice] = one.client.list(endpointSlices, 'shop')
    expect(slice?.endpoints.map(({ conditions }) => conditions?.ready)).toEqual([true, true, true, true])
    const used = one.client.list(pods, 'shop').map(({ spec: { nodeName } = {} }) => nodeName)
    expect(used.sort()).toEqual(['worker', 'worker', 'worker2', 'worker2'])
    expect(one.client.get(configMaps, 'shop', 'kube-root-ca.crt')?.data).toEqual({ 'ca.crt': 'PEM' })
    one.client.delete(services, 'shop', 'web')
    one.clock.advance(1000)
    expect(one.client.list(endpointSlices, 'shop')).toEqual([])
  })

  it('do nothing once they are stopped', () => {
    const one = start()
    one.stop()
    one.client.create(deployments, web)
    one.clock.advance(600_000)
    expect(one.client.list(pods, 'shop')).toEqual([])
  })
})
