import { describe, expect, it } from 'vitest'
import { events, pods, replicaSets } from '../../api/resource.ts'
import { StatusError } from '../../api/status-error.ts'
import { bench, endPod, runPods, setRunning, template, type Bench } from '../testing/bench.ts'
import { startReplicaSetController } from './replicaset-controller.ts'

function start(replicas = 3): Bench {
  const one = bench(startReplicaSetController)
  one.client.create(replicaSets, {
    metadata: { name: 'web', namespace: 'shop' },
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: template() },
  })
  return one
}

function scale({ client }: Bench, replicas: number) {
  const set = client.get(replicaSets, 'shop', 'web')
  if (set === null) throw new Error('no ReplicaSet')
  client.update(replicaSets, { ...set, spec: { selector: {}, ...set.spec, replicas } })
}

describe('the ReplicaSet controller', () => {
  it('makes its Pods and counts them', () => {
    const one = start()
    runPods(one)
    one.advance(5000)
    const made = one.client.list(pods, 'shop')
    expect(made).toHaveLength(3)
    expect(made[0]?.metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    expect(made[0]?.metadata.ownerReferences).toEqual([
      expect.objectContaining({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: 'web',
        controller: true,
        blockOwnerDeletion: true,
      }),
    ])
    expect(one.client.get(replicaSets, 'shop', 'web')?.status).toEqual({
      replicas: 3,
      fullyLabeledReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      terminatingReplicas: 0,
      observedGeneration: 1,
    })
    const told = one.client.list(events, 'shop')
    expect(told.map(({ reason, source }) => [reason, source?.component])).toEqual(
      Array(3).fill(['SuccessfulCreate', 'replicaset-controller']),
    )
    expect(told.map(({ message }) => message)).toContain(`Created pod: ${made[0]?.metadata.name ?? ''}`)
  })

  it('replaces a Pod that fails or is deleted', () => {
    const one = start(1)
    runPods(one)
    one.advance(5000)
    const [first] = one.client.list(pods, 'shop')
    endPod(one, first?.metadata.name ?? '', 'Failed')
    one.advance(5000)
    expect(
      one.client
        .list(pods, 'shop')
        .map(({ status }) => status?.phase)
        .sort(),
    ).toEqual(['Failed', 'Running'])
  })

  it('gives up Pods that are not ready, then those doubled up on a node', () => {
    const one = start(3)
    one.advance()
    const [a, b, c] = one.client.list(pods, 'shop').map(({ metadata }) => metadata.name)
    const nodes: [string | undefined, string, boolean][] = [
      [a, 'worker', true],
      [b, 'worker', true],
      [c, 'worker2', false],
    ]
    for (const [name = '', node, ready] of nodes) {
      one.client.bind('shop', name, node)
      const pod = one.client.get(pods, 'shop', name)
      if (pod !== null) setRunning(one, pod, '10.0.0.1', ready)
    }
    scale(one, 2)
    one.advance()
    const leaving = () =>
      one.client.list(pods, 'shop').filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    expect(leaving().map(({ metadata }) => metadata.name)).toEqual([c])
    expect(one.client.get(replicaSets, 'shop', 'web')?.status).toMatchObject({
      replicas: 2,
      terminatingReplicas: 1,
    })
  })

  it('adopts orphans that it selects and releases Pods that lost the label', () => {
    const one = bench(startReplicaSetController)
    one.client.create(pods, {
      metadata: { name: 'orphan', namespace: 'shop', labels: { app: 'web' } },
      ...{ spec: template().spec },
    })
    one.client.create(replicaSets, {
      metadata: { name: 'web', namespace: 'shop' },
      spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template: template() },
    })
    one.advance()
    const orphan = one.client.get(pods, 'shop', 'orphan')
    expect(one.client.list(pods, 'shop')).toHaveLength(1)
    expect(orphan?.metadata.ownerReferences?.[0]?.name).toBe('web')
    if (orphan !== null) one.client.update(pods, { ...orphan, metadata: { ...orphan.metadata, labels: {} } })
    one.advance()
    expect(one.client.list(pods, 'shop')).toHaveLength(2)
    expect(one.client.get(pods, 'shop', 'orphan')?.metadata.ownerReferences).toEqual([])
  })

  it('says when creation is refused, tries again later, and starts slowly', () => {
    const one = bench(startReplicaSetController)
    let tries = 0
    one.client.admitCreate = ({ name }) => {
      if (name !== 'pods') return
      tries++
      throw new StatusError('Forbidden', 'exceeded quota')
    }
    one.client.create(replicaSets, {
      metadata: { name: 'web', namespace: 'shop' },
      spec: { replicas: 8, selector: { matchLabels: { app: 'web' } }, template: template() },
    })
    one.advance(1)
    // Once, and once more because the status changed; never all eight.
    expect(tries).toBe(2)
    expect(one.client.get(replicaSets, 'shop', 'web')?.status?.conditions).toEqual([
      expect.objectContaining({
        type: 'ReplicaFailure',
        status: 'True',
        reason: 'FailedCreate',
        message: 'exceeded quota',
      }),
    ])
    one.client.admitCreate = () => undefined
    one.advance(60_000)
    expect(one.client.list(pods, 'shop')).toHaveLength(8)
    expect(one.client.get(replicaSets, 'shop', 'web')?.status?.conditions).toBeUndefined()
    const failed = one.client.list(events, 'shop').filter(({ reason }) => reason === 'FailedCreate')
    expect(failed[0]?.message).toBe('Error creating: exceeded quota')
  })

  it('waits minReadySeconds before a Pod is available', () => {
    const one = bench(startReplicaSetController)
    runPods(one)
    one.client.create(replicaSets, {
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        replicas: 1,
        minReadySeconds: 10,
        selector: { matchLabels: { app: 'web' } },
        template: template(),
      },
    })
    const status = () => one.client.get(replicaSets, 'shop', 'web')?.status
    one.advance(5000)
    expect(status()).toMatchObject({ readyReplicas: 1, availableReplicas: 0 })
    one.advance(10_000)
    expect(status()).toMatchObject({ availableReplicas: 1 })
  })
})
