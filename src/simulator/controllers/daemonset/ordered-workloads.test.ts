import { describe, expect, it } from 'vitest'
import { daemonSets, nodes, pods, statefulSets } from '../../api/resource.ts'
import type { StatefulSetSpec } from '../../api/schema/kubernetes-types.ts'
import { startStatefulSetController } from '../statefulset/statefulset-controller.ts'
import { startScheduler } from '../scheduler/scheduler.ts'
import { bench, runPods, setRunning, template, type Bench } from '../testing/bench.ts'
import { startDaemonSetController } from './daemonset-controller.ts'

function addNode({ client }: Bench, name: string, more: object = {}) {
  const status = { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } }
  client.create(nodes, { metadata: { name, labels: { 'kubernetes.io/hostname': name } }, status, ...more })
}

function runBound(one: Bench) {
  for (const pod of one.client.list(pods, 'shop')) {
    if (pod.spec?.nodeName !== undefined && pod.status?.podIP === undefined) setRunning(one, pod, '10.0.0.9')
    if (pod.metadata.deletionTimestamp !== undefined) one.client.remove(pods, 'shop', pod.metadata.name)
  }
  one.advance(1000)
}

describe('the DaemonSet controller', () => {
  function start(): Bench {
    const one = bench(startDaemonSetController, startScheduler)
    addNode(one, 'cp', { spec: { taints: [{ key: 'control-plane', effect: 'NoSchedule' }] } })
    addNode(one, 'worker')
    addNode(one, 'worker2')
    one.client.create(daemonSets, {
      metadata: { name: 'agent', namespace: 'shop' },
      spec: { selector: { matchLabels: { app: 'web' } }, template: template('v1') },
    })
    one.advance()
    return one
  }

  it('runs one Pod on each node that it tolerates, and on new ones', () => {
    const one = start()
    const where = () =>
      one.client
        .list(pods, 'shop')
        .map(({ spec }) => spec?.nodeName)
        .sort()
    expect(where()).toEqual(['worker', 'worker2'])
    runBound(one)
    expect(one.client.get(daemonSets, 'shop', 'agent')?.status).toEqual({
      currentNumberScheduled: 2,
      desiredNumberScheduled: 2,
      numberAvailable: 2,
      numberMisscheduled: 0,
      numberReady: 2,
      observedGeneration: 1,
      updatedNumberScheduled: 2,
    })
    addNode(one, 'worker3')
    one.advance()
    expect(where()).toEqual(['worker', 'worker2', 'worker3'])
  })

  it('replaces Pods one node at a time', () => {
    const one = start()
    runBound(one)
    const set = one.client.get(daemonSets, 'shop', 'agent')
    if (set?.spec === undefined) throw new Error('no DaemonSet')
    one.client.update(daemonSets, { ...set, spec: { ...set.spec, template: template('v2') } })
    one.advance()
    expect(
      one.client.list(pods, 'shop').filter(({ metadata }) => metadata.deletionTimestamp !== undefined),
    ).toHaveLength(1)
    for (let round = 0; round < 6; round++) runBound(one)
    expect(one.client.list(pods, 'shop').map(({ spec }) => spec?.containers[0]?.image)).toEqual(['v2', 'v2'])
  })
})

describe('the StatefulSet controller', () => {
  function start(spec: Partial<StatefulSetSpec> = {}): Bench {
    const one = bench(startStatefulSetController)
    one.client.create(statefulSets, {
      metadata: { name: 'db', namespace: 'shop' },
      spec: {
        replicas: 3,
        serviceName: 'db',
        selector: { matchLabels: { app: 'web' } },
        template: template('v1'),
        ...spec,
      },
    })
    return one
  }
  const names = ({ client }: Bench) => client.list(pods, 'shop').map(({ metadata }) => metadata.name)
  const change = (one: Bench, spec: Partial<StatefulSetSpec>) => {
    const set = one.client.get(statefulSets, 'shop', 'db')
    if (set?.spec === undefined) throw new Error('no StatefulSet')
    one.client.update(statefulSets, { ...set, spec: { ...set.spec, ...spec } })
  }

  it('makes Pods in order, each when the one before is ready, with a name in DNS', () => {
    const one = start()
    one.advance()
    expect(names(one)).toEqual(['db-0'])
    runPods(one)
    one.advance(1000)
    expect(names(one)).toEqual(['db-0', 'db-1'])
    one.advance(10_000)
    expect(names(one)).toEqual(['db-0', 'db-1', 'db-2'])
    const pod = one.client.get(pods, 'shop', 'db-1')
    expect(pod?.spec).toMatchObject({ hostname: 'db-1', subdomain: 'db' })
    expect(pod?.metadata.labels).toMatchObject({
      'statefulset.kubernetes.io/pod-name': 'db-1',
      'apps.kubernetes.io/pod-index': '1',
    })
    expect(one.client.get(statefulSets, 'shop', 'db')?.status).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      availableReplicas: 3,
    })
  })

  it('makes all at once in parallel', () => {
    const one = start({ podManagementPolicy: 'Parallel' })
    one.advance()
    expect(names(one)).toEqual(['db-0', 'db-1', 'db-2'])
  })

  it('scales down from the end and keeps names', () => {
    const one = start()
    runPods(one)
    one.advance(20_000)
    change(one, { replicas: 1 })
    one.advance(500)
    const leaving = one.client
      .list(pods, 'shop')
      .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    expect(leaving.map(({ metadata }) => metadata.name)).toEqual(['db-2'])
    one.advance(20_000)
    expect(names(one)).toEqual(['db-0'])
  })

  it('updates from the end down to the partition', () => {
    const one = start()
    runPods(one)
    one.advance(20_000)
    change(one, {
      template: template('v2'),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
    })
    one.advance(30_000)
    expect(one.client.list(pods, 'shop').map(({ spec }) => spec?.containers[0]?.image)).toEqual([
      'v1',
      'v2',
      'v2',
    ])
    change(one, { updateStrategy: { type: 'RollingUpdate' } })
    one.advance(30_000)
    const status = one.client.get(statefulSets, 'shop', 'db')?.status
    expect(status?.currentRevision).toBe(status?.updateRevision)
    expect(one.client.list(pods, 'shop').map(({ spec }) => spec?.containers[0]?.image)).toEqual([
      'v2',
      'v2',
      'v2',
    ])
  })
})
