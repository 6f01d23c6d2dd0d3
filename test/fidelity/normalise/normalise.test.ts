import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliser } from './normalise.ts'
import type { Surroundings } from './rules.ts'

const around: Surroundings = {
  controlPlane: 'lab-control-plane',
  workers: ['lab-worker', 'lab-worker2'],
  nodeAddresses: new Map([
    ['172.18.0.2', 'lab-worker2'],
    ['172.18.0.4', 'lab-control-plane'],
  ]),
  workersToldApart: false,
  server: 'https://127.0.0.1:43210',
  folder: '/tmp/fidelity-x/web',
  literals: new Set(['30080', '192.0.2.10', 'my-bzbzb']),
}

function normalised(text: string, surroundings = around): string[] {
  return normaliser(surroundings)(text)
}

describe('what a cluster makes up', () => {
  test.each([
    ['pod/web-7d4b9c5f6d-x2b5z condition met', 'pod/web-<hash-1>-<suffix-1> condition met'],
    ['uid: 0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f', 'uid: <uid-1>'],
    ['creationTimestamp: "2026-11-24T10:00:00Z"', 'creationTimestamp: "<time>"'],
    ['Start Time:       Tue, 24 Nov 2026 23:59:48 +0000', 'Start Time:  <time>'],
    [
      'dial tcp 10.244.1.7:8080: connect: connection refused',
      'dial tcp <pod-ip-1>:8080: connect: connection refused',
    ],
    ['clusterIP: 10.96.12.7', 'clusterIP: <service-ip-1>'],
    ['InternalIP:  172.18.0.3', 'InternalIP:  <node-ip-1>'],
    ['    nodePort: 31234', '    nodePort: <node-port-1>'],
    ['NodePort:                 http  31234/TCP', 'NodePort:  http  <node-port-1>/TCP'],
    ['resourceVersion: "1234"', 'resourceVersion: "<rv-1>"'],
    ['Node:  lab-worker2/172.18.0.2', 'Node:  <worker>/<worker-ip>'],
    ['Node:  lab-control-plane/172.18.0.4', 'Node:  <control-plane>/<control-plane-ip>'],
    ['pod/etcd-lab-control-plane', 'pod/etcd-<control-plane>'],
    [
      'Kubernetes control plane is running at https://127.0.0.1:43210',
      'Kubernetes control plane is running at <server>',
    ],
    [
      'diff -u -N /tmp/x/LIVE-123/v1.Pod /tmp/x/MERGED-456/v1.Pod',
      'diff -u -N <LIVE>/v1.Pod <MERGED>/v1.Pod',
    ],
    ['web.17f2a3b4c5d6e7f8', 'web.<event-1>'],
    ['node-debugger-lab-worker-x2b5z', 'node-debugger-<worker>-<suffix-1>'],
    ['job.batch/nightly-29384756 created', 'job.batch/nightly-<schedule-1> created'],
  ])('%s', (text, expected) => {
    expect(normalised(text)).toEqual([expected])
  })

  test.each([
    'nodePort: 30080',
    'address 192.0.2.10',
    'configmap/my-bzbzb created',
    '10.96.0.10',
    'Liveness: delay=0s timeout=1s period=10s',
    'node.kubernetes.io/not-ready:NoExecute op=Exists for 300s',
    'cpu: 100m',
    'container-name application/merge-patch+json',
  ])('stays: %s', (text) => {
    expect(normalised(text)).toEqual([text])
  })
})

describe('tables', () => {
  test('lose their alignment and their ages, and keep what is said', () => {
    const table = [
      'NAME                   READY   STATUS    RESTARTS     AGE',
      'web-7d4b9c5f6d-x2b5z   1/1     Running   2 (5s ago)   2m10s',
      'client                 0/1     Pending   0            3h',
    ].join('\n')
    expect(normalised(table)).toEqual([
      'NAME  READY  STATUS  RESTARTS  AGE',
      'web-<hash-1>-<suffix-1>  1/1  Running  2 (<age> ago)  <age>',
      'client  0/1  Pending  0  <age>',
    ])
  })

  test('have the rows of one owner in an order that does not depend on generated names', () => {
    const table = (first: string, second: string): string =>
      ['NAME        STATUS', `web-${first}   Running`, `web-${second}   Pending`].join('\n')
    const other = ['NAME        STATUS', 'web-bbbbb   Pending', 'web-ccccc   Running'].join('\n')
    expect(normalised(table('x2b5z', 'z2b5z'))).toEqual(normalised(other))
  })

  test('say the age of events, also of repeated ones', () => {
    const events = [
      'Events:',
      '  Type     Reason     Age               From     Message',
      '  ----     ------     ----              ----     -------',
      '  Warning  Unhealthy  3s (x4 over 12s)  kubelet  Readiness probe failed',
    ].join('\n')
    expect(normalised(events).at(-1)).toBe('Warning  Unhealthy  <age>  kubelet  Readiness probe failed')
  })
})

test('what the moment decides about a slice or a condition makes no difference', () => {
  const trigger = 'endpoints.kubernetes.io/last-change-trigger-time'
  const slice = `  metadata:\n    annotations:\n      ${trigger}: "2026-11-24T10:00:00Z"\n    labels:\n      a: b\n`
  expect(normalised(slice)).toEqual(['  metadata:', '    labels:', '      a: b'])
  expect(normalised(`Annotations:  ${trigger}: 2026-11-24T10:00:00Z\nPorts:\n`)).toEqual([
    'Annotations:  <none>',
    'Ports:',
  ])
  const conditions = (...types: string[]): string =>
    ['Conditions:', '  Type   Status  Reason', '  ----   ------  ------', ...types, 'End', ''].join('\n')
  expect(normalised(conditions('  B  True  X', '  A  False  Y'))).toEqual(
    normalised(conditions('  A  False  Y', '  B  True  X')),
  )
  expect(normalised('* b: wrong\n* a: wrong\n')).toEqual(['* a: wrong', '* b: wrong'])
})

describe('identity', () => {
  test('the same value is the same placeholder in all outputs of a run, another value another', () => {
    const normalise = normaliser(around)
    expect(normalise('10.244.1.5')).toEqual(['<pod-ip-1>'])
    expect(normalise('10.244.2.9 10.244.1.5')).toEqual(['<pod-ip-2> <pod-ip-1>'])
  })

  test('workers are told apart only where it is decided which is which', () => {
    const text = 'lab-worker2 lab-worker lab-worker2'
    expect(normalised(text)).toEqual(['<worker> <worker> <worker>'])
    expect(normalised(text, { ...around, workersToldApart: true })).toEqual([
      '<worker-1> <worker-2> <worker-1>',
    ])
  })
})

const suffix = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/)
const address = fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `10.244.${a}.${b}`)
const line = fc
  .tuple(fc.constantFrom('pod/web-7d4b9c5f6d-', 'endpointslice/web-', 'at '), suffix, address)
  .map(([start, end, ip]) => `${start}${end} has ${ip}`)

test('property: normalising what is normalised changes nothing', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const once = normalised(lines.join('\n'))
      expect(normalised(once.join('\n'))).toEqual(once)
    }),
  )
})

test('property: two values have one placeholder exactly when they are one value', () => {
  fc.assert(
    fc.property(fc.array(address, { minLength: 1, maxLength: 12 }), (addresses) => {
      const placeholders = normalised(addresses.join('\n'))
      for (const [i, one] of addresses.entries())
        for (const [j, other] of addresses.entries())
          expect(placeholders[i] === placeholders[j]).toBe(one === other)
    }),
  )
})

test('property: what a learner wrote is never taken for something made up', () => {
  fc.assert(
    fc.property(suffix, address, (end, ip) => {
      const literals = new Set([`web-${end}`, ip])
      const text = `pod/web-${end} at ${ip}`
      expect(normalised(text, { ...around, literals })).toEqual([text])
    }),
  )
})
