import { expect, it } from 'vitest'
import { createStore } from '../../storage/memory-store.ts'
import { ipAddresses, services } from '../../resource.ts'
import type { IPAddress, Service } from '../../schema/kubernetes-types.ts'
import type { RuleContext } from '../kind-rules.ts'
import { ruleContext, stored } from '../testing.ts'
import { keepIpAddresses } from './service-ip-addresses.ts'
import { serviceRules } from './service-rules.ts'

it('keeps an IPAddress for each cluster IP, as long as its Service has it', async () => {
  const store = createStore()
  const context: RuleContext = { ...ruleContext(), store }
  const stop = keepIpAddresses(context, () => 'uid')
  const service: Service = {
    metadata: { name: 'web', namespace: 'default' },
    spec: { clusterIP: '10.96.0.10', clusterIPs: ['10.96.0.10'] },
  }
  store.create(services, {
    ...stored(serviceRules, service),
    ...{ metadata: { ...stored(serviceRules, service).metadata, resourceVersion: '' } },
  })
  await delivered()
  const [address] = store.list(ipAddresses, null) as readonly IPAddress[]
  expect(address).toMatchObject({
    metadata: {
      name: '10.96.0.10',
      labels: {
        'ipaddress.kubernetes.io/ip-family': 'IPv4',
        'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
      },
    },
    spec: { parentRef: { resource: 'services', namespace: 'default', name: 'web' } },
  })
  store.remove(services, 'default', 'web')
  await delivered()
  expect(store.list(ipAddresses, null)).toEqual([])
  stop()
})

/** Events are told at the end of the turn. */
async function delivered(): Promise<void> {
  await Promise.resolve()
}
