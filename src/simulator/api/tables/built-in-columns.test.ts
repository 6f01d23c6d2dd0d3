import { describe, expect, it } from 'vitest'
import type { StoredObject } from '../object.ts'
import * as resources from '../resource.ts'
import type { Resource } from '../resource.ts'
import { builtInColumns } from './built-in-columns.ts'

const now = Date.parse('2026-01-01T00:10:00Z')

function cells(resource: Resource, body: object, metadata: object = {}) {
  const object = {
    apiVersion: resources.apiVersionOf(resource),
    kind: resource.kind,
    ...body,
    metadata: {
      name: 'web',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...metadata,
    },
  } as StoredObject
  return builtInColumns(resource).cells(object, now)
}

const template = {
  spec: {
    containers: [
      { name: 'app', image: 'nginx' },
      { name: 'log', image: 'busybox' },
    ],
  },
}
const selector = {
  matchLabels: { app: 'web' },
  matchExpressions: [{ key: 'tier', operator: 'In', values: ['b', 'a'] }],
}

describe('tables of built-in kinds', () => {
  it('Service', () => {
    const spec = { clusterIPs: ['10.96.0.7'], selector: { app: 'web', a: 'b' } }
    const ports = [
      { port: 80, nodePort: 30080, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
    ]
    expect(cells(resources.services, { spec: { ...spec, type: 'NodePort', ports } })).toEqual([
      'web',
      'NodePort',
      '10.96.0.7',
      '<none>',
      '80:30080/TCP,53/UDP',
      '10m',
      'a=b,app=web',
    ])
    expect(cells(resources.services, { spec: { ...spec, type: 'LoadBalancer' } })[3]).toBe('<pending>')
    const status = { loadBalancer: { ingress: [{ ip: '9.9.9.9' }, { hostname: 'a.example' }] } }
    expect(cells(resources.services, { spec: { ...spec, type: 'LoadBalancer' }, status })[3]).toBe(
      '9.9.9.9,a.example',
    )
    const external = { type: 'ExternalName', externalName: 'db.example' }
    expect(cells(resources.services, { spec: external })).toEqual([
      'web',
      'ExternalName',
      '<none>',
      'db.example',
      '<none>',
      '10m',
      '<none>',
    ])
  })

  it('Deployment and ReplicaSet', () => {
    const spec = { replicas: 3, template, selector }
    const status = { replicas: 3, readyReplicas: 2, updatedReplicas: 1, availableReplicas: 2 }
    const text = 'app=web,tier in (a,b)'
    expect(cells(resources.deployments, { spec, status })).toEqual([
      'web',
      '2/3',
      1,
      2,
      '10m',
      'app,log',
      'nginx,busybox',
      text,
    ])
    expect(cells(resources.replicaSets, { spec, status })).toEqual([
      'web',
      3,
      3,
      2,
      '10m',
      'app,log',
      'nginx,busybox',
      text,
    ])
  })

  it('StatefulSet and DaemonSet', () => {
    expect(cells(resources.statefulSets, { spec: { replicas: 2, template }, status: {} })).toEqual([
      'web',
      '0/2',
      '10m',
      'app,log',
      'nginx,busybox',
    ])
    const status = {
      desiredNumberScheduled: 3,
      currentNumberScheduled: 3,
      numberReady: 2,
      updatedNumberScheduled: 1,
      numberAvailable: 2,
    }
    expect(cells(resources.daemonSets, { spec: { template, selector: {} }, status })).toEqual([
      'web',
      3,
      3,
      2,
      1,
      2,
      '<none>',
      '10m',
      'app,log',
      'nginx,busybox',
      '<none>',
    ])
  })

  it('Job and CronJob', () => {
    const startTime = '2026-01-01T00:01:00Z'
    const job = (spec: object, status: object) =>
      cells(resources.jobs, { spec: { template, ...spec }, status: { startTime, ...status } }).slice(1, 4)
    expect(job({ completions: 3 }, { succeeded: 1 })).toEqual(['Running', '1/3', '9m'])
    const done = {
      succeeded: 3,
      completionTime: '2026-01-01T00:01:07Z',
      conditions: [{ type: 'Complete', status: 'True' }],
    }
    expect(job({ completions: 3 }, done)).toEqual(['Complete', '3/3', '7s'])
    expect(job({ parallelism: 2 }, {})).toEqual(['Running', '0/1 of 2', '9m'])
    expect(job({}, { conditions: [{ type: 'Suspended', status: 'True' }] })[0]).toBe('Suspended')
    const cron = { schedule: '*/5 * * * *', suspend: false, jobTemplate: { spec: { template } } }
    expect(
      cells(resources.cronJobs, { spec: cron, status: { active: [{}], lastScheduleTime: startTime } }),
    ).toEqual(['web', '*/5 * * * *', '<none>', 'False', 1, '9m', '10m', 'app,log', 'nginx,busybox', '<none>'])
  })

  it('Endpoints and EndpointSlice', () => {
    const addresses = ['1', '2', '3', '4', '5'].map((last) => ({ ip: `10.0.0.${last}` }))
    const ports = [{ port: 80 }]
    expect(cells(resources.endpoints, { subsets: [{ addresses, ports }] })[1]).toBe(
      '10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 2 more...',
    )
    expect(cells(resources.endpoints, {})[1]).toBe('<none>')
    expect(cells(resources.endpoints, { subsets: [{ notReadyAddresses: addresses, ports }] })[1]).toBe('')
    const slice = {
      addressType: 'IPv4',
      ports: [{ port: 80 }, { name: 'x' }],
      endpoints: [{ addresses: ['10.0.0.1'] }],
    }
    expect(cells(resources.endpointSlices, slice)).toEqual(['web', 'IPv4', '80,x', '10.0.0.1', '10m'])
    expect(
      cells(resources.endpointSlices, { addressType: 'IPv4', ports: [], endpoints: [] }).slice(2, 4),
    ).toEqual(['<unset>', '<unset>'])
  })

  it('Node', () => {
    const status = {
      conditions: [{ type: 'Ready', status: 'True' }],
      nodeInfo: {
        kubeletVersion: 'v1.35.0',
        osImage: 'Debian',
        kernelVersion: '6.1',
        containerRuntimeVersion: 'c',
      },
      addresses: [{ type: 'InternalIP', address: '172.18.0.2' }],
    }
    const labels = { 'node-role.kubernetes.io/control-plane': '', other: 'x' }
    expect(cells(resources.nodes, { spec: { unschedulable: true }, status }, { labels })).toEqual([
      'web',
      'Ready,SchedulingDisabled',
      'control-plane',
      '10m',
      'v1.35.0',
      '172.18.0.2',
      '<none>',
      'Debian',
      '6.1',
      'c',
    ])
    const lost = { ...status, conditions: [{ type: 'Ready', status: 'Unknown' }] }
    expect(cells(resources.nodes, { status: lost }).slice(1, 3)).toEqual(['NotReady', '<none>'])
    expect(cells(resources.nodes, {})[1]).toBe('Unknown')
  })

  it('Event', () => {
    const event = {
      involvedObject: { kind: 'Pod', name: 'web-0', fieldPath: 'spec.containers{app}' },
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container\n',
      source: { component: 'kubelet', host: 'worker' },
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-01T00:09:55Z',
      count: 7,
    }
    expect(cells(resources.events, event)).toEqual([
      '5s',
      'Warning',
      'BackOff',
      'pod/web-0',
      'spec.containers{app}',
      'kubelet, worker',
      'Back-off restarting failed container',
      '10m',
      7,
      'web',
    ])
    const modern = {
      involvedObject: { kind: 'Pod', name: 'web-0' },
      eventTime: '2026-01-01T00:08:00.000000Z',
      firstTimestamp: null,
      lastTimestamp: null,
      reportingComponent: 'default-scheduler',
      reportingInstance: 'default-scheduler-cp',
    }
    const [seen, , , , , source, , first, count] = cells(resources.events, modern)
    expect([seen, source, first, count]).toEqual(['2m', 'default-scheduler, default-scheduler-cp', '2m', 1])
  })

  it('Ingress and IngressClass', () => {
    const rules = ['a', 'b', 'c', 'd'].map((host) => ({ host }))
    expect(cells(resources.ingresses, { spec: { rules, tls: [{}], ingressClassName: 'nginx' } })).toEqual([
      'web',
      'nginx',
      'a,b,c + 1 more...',
      '',
      '80, 443',
      '10m',
    ])
    expect(cells(resources.ingresses, { spec: { rules: [{}] } }).slice(1, 5)).toEqual([
      '<none>',
      '*',
      '',
      '80',
    ])
    expect(cells(resources.ingressClasses, { spec: { controller: 'c' } })).toEqual([
      'web',
      'c',
      '<none>',
      '10m',
    ])
  })

  it('NetworkPolicy, PodDisruptionBudget, ServiceCIDR, IPAddress', () => {
    expect(cells(resources.networkPolicies, { spec: { podSelector: {} } })).toEqual(['web', '<none>', '10m'])
    const budget = { spec: { minAvailable: '50%' }, status: { disruptionsAllowed: 1 } }
    expect(cells(resources.podDisruptionBudgets, budget)).toEqual(['web', '50%', 'N/A', 1, '10m'])
    expect(cells(resources.serviceCidrs, { spec: { cidrs: ['10.96.0.0/16'] } })).toEqual([
      'web',
      '10.96.0.0/16',
      '10m',
    ])
    const parentRef = { group: '', resource: 'services', namespace: 'default', name: 'kubernetes' }
    expect(cells(resources.ipAddresses, { spec: { parentRef } })[1]).toBe('services/default/kubernetes')
  })

  it('role bindings', () => {
    const binding = {
      roleRef: { kind: 'ClusterRole', name: 'view' },
      subjects: [
        { kind: 'User', name: 'ann' },
        { kind: 'User', name: 'bob' },
        { kind: 'ServiceAccount', name: 'default', namespace: 'shop' },
      ],
    }
    expect(cells(resources.roleBindings, binding)).toEqual([
      'web',
      'ClusterRole/view',
      '10m',
      'ann, bob',
      '',
      'shop/default',
    ])
  })

  it('configuration', () => {
    expect(cells(resources.configMaps, { data: { a: '1' }, binaryData: { b: '' } })).toEqual([
      'web',
      2,
      '10m',
    ])
    expect(cells(resources.secrets, { type: 'Opaque' })).toEqual(['web', 'Opaque', 0, '10m'])
    expect(cells(resources.namespaces, { status: { phase: 'Active' } })).toEqual(['web', 'Active', '10m'])
    const owner = [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', controller: true }]
    expect(cells(resources.controllerRevisions, { revision: 2 }, { ownerReferences: owner })).toEqual([
      'web',
      'statefulset.apps/db',
      2,
      '10m',
    ])
  })

  it('HorizontalPodAutoscaler of both versions', () => {
    const hpa = {
      ...resources.pods,
      group: 'autoscaling',
      name: 'horizontalpodautoscalers',
      kind: 'HorizontalPodAutoscaler',
    }
    const scaleTargetRef = { kind: 'Deployment', name: 'web' }
    const metrics = [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
      },
    ]
    const shown = ['web', 'Deployment/web', 'cpu: <unknown>/80%', '1', 5, 0, '10m']
    expect(cells(hpa, { spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 5, metrics } })).toEqual(shown)
    const old = { scaleTargetRef, minReplicas: 1, maxReplicas: 5, targetCPUUtilizationPercentage: 80 }
    expect(cells(hpa, { spec: old })).toEqual(shown)
  })

  it('falls back to name and creation time', () => {
    expect(builtInColumns(resources.roles).columns.map(({ name }) => name)).toEqual(['Name', 'Created At'])
    expect(cells(resources.roles, {})).toEqual(['web', '2026-01-01T00:00:00Z'])
  })
})
