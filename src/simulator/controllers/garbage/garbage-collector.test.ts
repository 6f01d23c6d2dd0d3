import { describe, expect, it } from 'vitest'
import type { DeleteOptions } from '../../api/client.ts'
import {
  configMaps,
  deployments,
  namespaces,
  pods,
  replicaSets,
  secrets,
  serviceAccounts,
  type Resource,
} from '../../api/resource.ts'
import { startDeploymentController } from '../deployment/deployment-controller.ts'
import { startNamespaceController } from '../namespace/namespace-controller.ts'
import { startReplicaSetController } from '../replicaset/replicaset-controller.ts'
import { startServiceAccountController } from '../serviceaccount/serviceaccount-controller.ts'
import { startTokenCleaner } from '../serviceaccount/token-cleaner.ts'
import { bench, runPods, template, type Bench } from '../testing/bench.ts'
import { startGarbageCollector } from './garbage-collector.ts'

function start(): Bench {
  const one = bench(
    startDeploymentController,
    startReplicaSetController,
    startGarbageCollector,
    startNamespaceController,
    startServiceAccountController,
    startTokenCleaner,
  )
  runPods(one)
  one.client.create(deployments, {
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: template(),
      strategy: { type: 'Recreate' },
    },
  })
  one.advance(10_000)
  return one
}

function remove(one: Bench, propagationPolicy: NonNullable<DeleteOptions['propagationPolicy']>) {
  one.client.delete(deployments, 'shop', 'web', { propagationPolicy })
}

function counts({ client }: Bench) {
  const kinds: readonly Resource[] = [deployments, replicaSets, pods]
  return kinds.map((kind) => client.list(kind, 'shop').length)
}

describe('the garbage collector', () => {
  it('deletes dependents after a background deletion', () => {
    const one = start()
    expect(counts(one)).toEqual([1, 1, 2])
    remove(one, 'Background')
    expect(counts(one)).toEqual([0, 1, 2])
    one.advance(10_000)
    expect(counts(one)).toEqual([0, 0, 0])
  })

  it('keeps the owner of a foreground deletion until its dependents are gone', () => {
    const one = start()
    remove(one, 'Foreground')
    one.advance(500)
    expect(counts(one)).toEqual([1, 1, 2])
    expect(
      one.client.list(pods, 'shop').every(({ metadata }) => metadata.deletionTimestamp !== undefined),
    ).toBe(true)
    one.advance(10_000)
    expect(counts(one)).toEqual([0, 0, 0])
  })

  it('leaves dependents of an orphaning deletion without owner', () => {
    const one = start()
    remove(one, 'Orphan')
    one.advance(10_000)
    expect(counts(one)).toEqual([0, 1, 2])
    expect(one.client.list(replicaSets, 'shop')[0]?.metadata.ownerReferences).toEqual([])
  })

  it('deletes an object whose owner never was, and keeps one whose owner is of an unknown kind', () => {
    const one = start()
    const owned = (name: string, apiVersion: string, kind: string) =>
      one.client.create(configMaps, {
        metadata: {
          name,
          namespace: 'shop',
          ownerReferences: [{ apiVersion, kind, name: 'x', uid: 'none' }],
        },
      })
    owned('lost', 'v1', 'Secret')
    owned('kept', 'example.org/v1', 'Thing')
    one.advance(1000)
    expect(one.client.list(configMaps, 'shop').map(({ metadata }) => metadata.name)).toEqual(['kept'])
  })
})

describe('the namespace controller', () => {
  it('empties a namespace that is deleted, Pods first, and lets it go', () => {
    const one = start()
    expect(one.client.get(serviceAccounts, 'shop', 'default')).not.toBeNull()
    one.client.delete(namespaces, '', 'shop')
    one.advance(500)
    const conditions = one.client.get(namespaces, '', 'shop')?.status?.conditions
    expect(conditions?.find(({ type }) => type === 'NamespaceContentRemaining')).toMatchObject({
      status: 'True',
      reason: 'SomeResourcesRemain',
      message: 'Some resources are remaining: pods. has 2 resource instances',
    })
    expect(counts(one)).toEqual([1, 1, 2])
    one.advance(20_000)
    expect(one.client.get(namespaces, '', 'shop')).toBeNull()
    expect(counts(one)).toEqual([0, 0, 0])
    expect(one.client.list(serviceAccounts, 'shop')).toEqual([])
  })

  it('waits for finalizers and names them', () => {
    const one = start()
    one.client.create(configMaps, {
      metadata: { name: 'held', namespace: 'shop', finalizers: ['example.org/hold'] },
    })
    one.client.delete(namespaces, '', 'shop')
    one.advance(60_000)
    const conditions = one.client.get(namespaces, '', 'shop')?.status?.conditions
    expect(conditions?.find(({ type }) => type === 'NamespaceFinalizersRemaining')).toMatchObject({
      status: 'True',
      reason: 'SomeFinalizersRemain',
      message:
        'Some content in the namespace has finalizers remaining: example.org/hold in 1 resource instances',
    })
    const held = one.client.get(configMaps, 'shop', 'held')
    if (held === null) throw new Error('no ConfigMap')
    one.client.update(configMaps, { ...held, metadata: { ...held.metadata, finalizers: [] } })
    one.advance(10_000)
    expect(one.client.get(namespaces, '', 'shop')).toBeNull()
  })
})

describe('the ServiceAccount controllers', () => {
  it('make the default account again, and delete tokens of accounts that are gone', () => {
    const one = start()
    one.client.create(serviceAccounts, { metadata: { name: 'robot', namespace: 'shop' } })
    one.client.create(secrets, {
      metadata: {
        name: 'token',
        namespace: 'shop',
        annotations: { 'kubernetes.io/service-account.name': 'robot' },
      },
      type: 'kubernetes.io/service-account-token',
    })
    one.advance()
    expect(one.client.get(secrets, 'shop', 'token')).not.toBeNull()
    one.client.delete(serviceAccounts, 'shop', 'robot')
    one.client.delete(serviceAccounts, 'shop', 'default')
    one.advance()
    expect(one.client.get(secrets, 'shop', 'token')).toBeNull()
    expect(one.client.get(serviceAccounts, 'shop', 'default')).not.toBeNull()
  })
})
