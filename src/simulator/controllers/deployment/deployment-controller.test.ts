import { describe, expect, it } from 'vitest'
import type { Stored } from '../../api/object.ts'
import { deployments, events, pods, replicaSets } from '../../api/resource.ts'
import type { Deployment, DeploymentSpec, ReplicaSet } from '../../api/schema/kubernetes-types.ts'
import { startReplicaSetController } from '../replicaset/replicaset-controller.ts'
import { bench, runPods, template, type Bench } from '../testing/bench.ts'
import { startDeploymentController } from './deployment-controller.ts'

function start(spec: Partial<DeploymentSpec> = {}): Bench {
  const one = bench(startDeploymentController, startReplicaSetController)
  runPods(one)
  one.client.create(deployments, {
    metadata: { name: 'web', namespace: 'shop', annotations: { note: 'x' } },
    spec: {
      replicas: 4,
      selector: { matchLabels: { app: 'web' } },
      template: template('v1'),
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      ...spec,
    },
  })
  one.advance(60_000)
  return one
}

function get({ client }: Bench): Stored<Deployment> {
  const deployment = client.get(deployments, 'shop', 'web')
  if (deployment === null) throw new Error('no Deployment')
  return deployment
}

function change(one: Bench, spec: Partial<DeploymentSpec>) {
  const deployment = get(one)
  one.client.update(deployments, {
    ...deployment,
    spec: { selector: {}, template: {}, ...deployment.spec, ...spec },
  })
}

function sets({ client }: Bench): readonly Stored<ReplicaSet>[] {
  const revision = ({ metadata }: Stored<ReplicaSet>) =>
    Number(metadata.annotations?.['deployment.kubernetes.io/revision'])
  return [...client.list(replicaSets, 'shop')].sort((a, b) => revision(a) - revision(b))
}

function imageOf({ spec }: Stored<ReplicaSet>) {
  return spec?.template?.spec?.containers[0]?.image
}

const condition = (one: Bench, type: string) =>
  get(one).status?.conditions?.find((found) => found.type === type)

describe('the Deployment controller', () => {
  it('makes one ReplicaSet named by the hash of the template', () => {
    const one = start()
    const [set] = sets(one)
    const hash = set?.metadata.labels?.['pod-template-hash'] ?? ''
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{8,10}$/)
    expect(set?.metadata.name).toBe(`web-${hash}`)
    expect(set?.spec?.selector.matchLabels).toEqual({ app: 'web', 'pod-template-hash': hash })
    expect(set?.metadata.annotations).toEqual({
      note: 'x',
      'deployment.kubernetes.io/revision': '1',
      'deployment.kubernetes.io/desired-replicas': '4',
      'deployment.kubernetes.io/max-replicas': '5',
    })
    expect(get(one).metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('1')
    expect(get(one).status).toMatchObject({
      observedGeneration: 1,
      replicas: 4,
      updatedReplicas: 4,
      readyReplicas: 4,
      availableReplicas: 4,
      unavailableReplicas: 0,
    })
    expect(condition(one, 'Available')).toMatchObject({
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
    })
    expect(condition(one, 'Progressing')).toMatchObject({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "web-${hash}" has successfully progressed.`,
    })
    expect(one.client.list(events, 'shop').filter(({ reason }) => reason === 'ScalingReplicaSet')).toEqual([
      expect.objectContaining({ message: `Scaled up replica set web-${hash} from 0 to 4` }),
    ])
  })

  it('rolls on within maxSurge and maxUnavailable', () => {
    const one = start()
    let most = 0
    let least = 99
    change(one, { template: template('v2') })
    for (let step = 0; step < 200; step++) {
      one.advance(100)
      const running = one.client
        .list(pods, 'shop')
        .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      most = Math.max(most, running.length)
      const ready = running.filter(({ status }) =>
        (status?.conditions ?? []).some(({ type, status: value }) => type === 'Ready' && value === 'True'),
      )
      least = Math.min(least, ready.length)
    }
    expect({ most, least }).toEqual({ most: 5, least: 3 })
    expect(sets(one).map((set) => [imageOf(set), set.spec?.replicas])).toEqual([
      ['v1', 0],
      ['v2', 4],
    ])
    expect(get(one).metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2')
    const [, second] = sets(one)
    const messages = one.client.list(events, 'shop').map(({ message }) => message)
    expect(messages).toContain(`Scaled up replica set ${second?.metadata.name ?? ''} from 0 to 1`)
  })

  it('gets stuck on a bad image with the old Pods still serving, and says so after the deadline', () => {
    const one = start()
    change(one, { template: template('bad') })
    one.advance(60_000)
    const [old, bad] = sets(one)
    expect([old?.spec?.replicas, bad?.spec?.replicas]).toEqual([3, 2])
    expect(get(one).status).toMatchObject({
      updatedReplicas: 2,
      availableReplicas: 3,
      unavailableReplicas: 2,
    })
    expect(condition(one, 'Progressing')).toMatchObject({ status: 'True', reason: 'ReplicaSetUpdated' })
    one.advance(620_000)
    expect(condition(one, 'Progressing')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${bad?.metadata.name ?? ''}" has timed out progressing.`,
    })
    expect(condition(one, 'Available')).toMatchObject({ status: 'True' })
    change(one, { template: template('v1') })
    one.advance(60_000)
    const back = sets(one).find((set) => imageOf(set) === 'v1')
    expect(back?.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    })
    expect(back?.spec?.replicas).toBe(4)
    expect(condition(one, 'Progressing')).toMatchObject({ status: 'True', reason: 'NewReplicaSetAvailable' })
  })

  it('scales the one active ReplicaSet', () => {
    const one = start()
    change(one, { replicas: 2 })
    one.advance(10_000)
    expect(sets(one).map(({ spec }) => spec?.replicas)).toEqual([2])
    expect(one.client.list(pods, 'shop')).toHaveLength(2)
    expect(get(one).status).toMatchObject({ replicas: 2, observedGeneration: 2 })
    change(one, { replicas: 0 })
    one.advance(10_000)
    expect(one.client.list(pods, 'shop')).toHaveLength(0)
    change(one, { replicas: 3 })
    one.advance(10_000)
    expect(one.client.list(pods, 'shop')).toHaveLength(3)
  })

  it('scales in proportion while a rollout is stuck', () => {
    const one = start({
      replicas: 10,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } },
    })
    change(one, { template: template('bad') })
    one.advance(60_000)
    expect(sets(one).map(({ spec }) => spec?.replicas)).toEqual([8, 5])
    change(one, { replicas: 15 })
    one.advance(60_000)
    expect(sets(one).map(({ spec }) => spec?.replicas)).toEqual([11, 7])
  })

  it('waits while it is paused and goes on when resumed', () => {
    const one = start()
    change(one, { paused: true, template: template('v2') })
    one.advance(10_000)
    expect(sets(one)).toHaveLength(1)
    expect(condition(one, 'Progressing')).toMatchObject({ status: 'Unknown', reason: 'DeploymentPaused' })
    change(one, { paused: false })
    one.advance(60_000)
    expect(sets(one).map((set) => [imageOf(set), set.spec?.replicas])).toEqual([
      ['v1', 0],
      ['v2', 4],
    ])
  })

  it('recreates: no new Pod before the last old one is gone', () => {
    const one = start({ strategy: { type: 'Recreate' } })
    change(one, { template: template('v2') })
    for (let step = 0; step < 100; step++) {
      one.advance(100)
      const images = new Set(one.client.list(pods, 'shop').map(({ spec }) => spec?.containers[0]?.image))
      expect(images.size).toBeLessThan(2)
    }
    expect(one.client.list(pods, 'shop').map(({ spec }) => spec?.containers[0]?.image)).toEqual([
      'v2',
      'v2',
      'v2',
      'v2',
    ])
  })

  it('keeps as many old ReplicaSets as the history limit says', () => {
    const one = start({ replicas: 1, revisionHistoryLimit: 2 })
    for (const image of ['v2', 'v3', 'v4', 'v5']) {
      change(one, { template: template(image) })
      one.advance(60_000)
    }
    expect(sets(one).map(imageOf)).toEqual(['v3', 'v4', 'v5'])
  })
})
