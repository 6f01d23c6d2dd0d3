import { describe, expect, it } from 'vitest'
import { microTimestamp } from '../../api/object.ts'
import {
  deployments,
  events,
  leases,
  namespaces,
  nodes,
  podDisruptionBudgets,
  pods,
} from '../../api/resource.ts'
import type { Toleration } from '../../api/schema/kubernetes-types.ts'
import { startPodGc } from '../cleanup/pod-gc.ts'
import { startDeploymentController } from '../deployment/deployment-controller.ts'
import { startDisruptionController } from '../disruption/disruption-controller.ts'
import { startReplicaSetController } from '../replicaset/replicaset-controller.ts'
import { bench, runPods, setRunning, template, type Bench } from '../testing/bench.ts'
import { startNodeLifecycleController } from './node-lifecycle-controller.ts'
import { startTaintEvictionController } from './taint-eviction-controller.ts'

function start(): Bench {
  const one = bench(startNodeLifecycleController, startTaintEvictionController, startPodGc)
  const ready = { type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }
  one.client.create(nodes, { metadata: { name: 'worker' }, status: { conditions: [ready] } })
  one.client.create(namespaces, { metadata: { name: 'kube-node-lease' } })
  one.client.create(leases, {
    metadata: { name: 'worker', namespace: 'kube-node-lease' },
    spec: { renewTime: microTimestamp(one.clock.now()) },
  })
  return one
}

function addPod(one: Bench, name: string, tolerations: readonly Toleration[] = []) {
  const { metadata, spec } = template()
  one.client.create(pods, {
    metadata: { ...metadata, name, namespace: 'shop' },
    spec: { containers: [], ...spec, tolerations },
  })
  one.client.bind('shop', name, 'worker')
  const pod = one.client.get(pods, 'shop', name)
  if (pod !== null) setRunning(one, pod, '10.0.0.1')
}

const node = ({ client }: Bench) => client.get(nodes, '', 'worker')
const isLeaving = ({ client }: Bench, name: string) =>
  client.get(pods, 'shop', name)?.metadata.deletionTimestamp !== undefined

describe('the node life cycle', () => {
  it('makes a silent node unknown, taints it, and evicts Pods after their toleration', () => {
    const one = start()
    addPod(one, 'short', [
      {
        key: 'node.kubernetes.io/unreachable',
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      },
    ])
    addPod(one, 'daemon', [{ operator: 'Exists' }])
    one.advance(49_000)
    expect(node(one)?.spec?.taints ?? []).toEqual([])
    one.advance(10_000)
    expect(node(one)?.status?.conditions?.[0]).toMatchObject({
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
    })
    expect(node(one)?.spec?.taints?.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
      'node.kubernetes.io/unreachable:NoSchedule',
      'node.kubernetes.io/unreachable:NoExecute',
    ])
    const ready = one.client
      .get(pods, 'shop', 'short')
      ?.status?.conditions?.find(({ type }) => type === 'Ready')
    expect(ready?.status).toBe('False')
    one.advance(280_000)
    expect(isLeaving(one, 'short')).toBe(false)
    one.advance(30_000)
    expect(isLeaving(one, 'short')).toBe(true)
    expect(isLeaving(one, 'daemon')).toBe(false)
    expect(one.client.list(events, 'shop').map(({ message }) => message)).toContain(
      'Marking for deletion Pod shop/short',
    )
  })

  it('takes the taints away when the node is ready again', () => {
    const one = start()
    one.advance(60_000)
    const [lease] = one.client.list(leases, 'kube-node-lease')
    const current = node(one)
    if (lease === undefined || current === null) throw new Error('no node')
    one.client.update(leases, { ...lease, spec: { renewTime: microTimestamp(one.clock.now()) } })
    const conditions = (current.status?.conditions ?? []).map((condition) => ({
      ...condition,
      status: 'True',
    }))
    one.client.updateStatus(nodes, { ...current, status: { ...current.status, conditions } })
    one.advance(1000)
    expect(node(one)?.spec?.taints).toEqual([])
  })

  it('taints a cordoned node and keeps taints of others', () => {
    const one = start()
    const current = node(one)
    if (current === null) throw new Error('no node')
    one.client.update(nodes, {
      ...current,
      spec: { unschedulable: true, taints: [{ key: 'mine', effect: 'NoSchedule' }] },
    })
    one.advance(1000)
    expect(node(one)?.spec?.taints?.map(({ key }) => key)).toEqual([
      'mine',
      'node.kubernetes.io/unschedulable',
    ])
  })

  it('evicts Pods from a node with a NoExecute taint at once', () => {
    const one = start()
    addPod(one, 'a')
    one.advance(1000)
    const current = node(one)
    if (current === null) throw new Error('no node')
    one.client.update(nodes, { ...current, spec: { taints: [{ key: 'drain', effect: 'NoExecute' }] } })
    one.advance(1000)
    expect(isLeaving(one, 'a')).toBe(true)
    const reason = one.client
      .get(pods, 'shop', 'a')
      ?.status?.conditions?.find(({ type }) => type === 'DisruptionTarget')?.reason
    expect(reason).toBe('DeletionByTaintManager')
  })

  it('deletes Pods of a node that is gone', () => {
    const one = start()
    addPod(one, 'a')
    one.client.delete(nodes, '', 'worker')
    one.advance(30_000)
    expect(one.client.get(pods, 'shop', 'a')).not.toBeNull()
    one.advance(60_000)
    expect(one.client.get(pods, 'shop', 'a')).toBeNull()
  })
})

describe('the disruption controller', () => {
  it('says how many Pods may go', () => {
    const one = bench(startDisruptionController, startDeploymentController, startReplicaSetController)
    runPods(one)
    const selector = { matchLabels: { app: 'web' } }
    one.client.create(podDisruptionBudgets, {
      metadata: { name: 'web', namespace: 'shop' },
      spec: { minAvailable: '50%', selector },
    })
    one.advance(1000)
    const status = () => one.client.get(podDisruptionBudgets, 'shop', 'web')?.status
    expect(status()).toMatchObject({ disruptionsAllowed: 0, expectedPods: 0 })
    one.client.create(deployments, {
      metadata: { name: 'web', namespace: 'shop' },
      spec: { replicas: 3, selector, template: template(), strategy: { type: 'Recreate' } },
    })
    one.advance(10_000)
    expect(status()).toMatchObject({
      currentHealthy: 3,
      desiredHealthy: 2,
      expectedPods: 3,
      disruptionsAllowed: 1,
    })
    expect(status()?.conditions?.[0]).toMatchObject({
      type: 'DisruptionAllowed',
      status: 'True',
      reason: 'SufficientPods',
    })
  })
})
