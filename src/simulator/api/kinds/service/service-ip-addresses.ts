import { timestamp, type StoredObject } from '../../object.ts'
import { ipAddresses, services } from '../../resource.ts'
import type { IPAddress, Service } from '../../schema/kubernetes-types.ts'
import type { RuleContext } from '../kind-rules.ts'
import { list } from '../zero-values.ts'
import { familyOf, noClusterIp } from './cluster-ip-validation.ts'

/**
 * Keeps one IPAddress for each cluster IP of a Service, as the API server's allocator does (`ipallocator.go` `createIPAddress`): made when
 * the Service is stored, gone with it. The answer ends it.
 */
export function keepIpAddresses(context: RuleContext, makeUid: () => string): () => void {
  const { store, clock } = context
  const add = (service: StoredObject): void => {
    for (const ip of clusterIps(service)) {
      if (store.get(ipAddresses, '', ip) !== null) continue
      const address = ipAddressOf(ip, service, makeUid(), timestamp(clock.now()))
      store.create(ipAddresses, address)
    }
  }
  const release = (service: StoredObject, kept: readonly string[]): void => {
    for (const ip of clusterIps(service)) {
      if (kept.includes(ip) || store.get(ipAddresses, '', ip) === null) continue
      store.remove(ipAddresses, '', ip)
    }
  }
  const from = store.revision()
  store.list(services, null).forEach(add)
  return store.watch(services, from, ({ type, object, previous }) => {
    const kept = type === 'DELETED' ? [] : clusterIps(object)
    release(previous ?? object, kept)
    if (type !== 'DELETED') add(object)
  })
}

function clusterIps(service: StoredObject): readonly string[] {
  return list((service as Service).spec?.clusterIPs).filter((ip) => ip !== noClusterIp && ip !== '')
}

function ipAddressOf(ip: string, service: StoredObject, uid: string, now: string): StoredObject & IPAddress {
  const { namespace, name } = service.metadata
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IPAddress',
    metadata: {
      name: ip,
      uid,
      resourceVersion: '',
      creationTimestamp: now,
      labels: {
        'ipaddress.kubernetes.io/ip-family': familyOf(ip),
        'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
      },
    },
    spec: { parentRef: { resource: 'services', namespace, name } },
  }
}
