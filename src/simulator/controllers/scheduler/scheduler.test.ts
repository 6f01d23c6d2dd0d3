import { describe, expect, it } from 'vitest'
import { events, nodes, pods } from '../../api/resource.ts'
import type { Node, PodSpec, Taint } from '../../api/schema/kubernetes-types.ts'
import { bench, type Bench } from '../testing/bench.ts'
import { startScheduler } from './scheduler.ts'

const controlPlaneTaint: Taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }

function node(name: string, more: Partial<Node> = {}): Node {
  return {
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...more.metadata?.labels } },
    spec: more.spec,
    status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } },
  }
}

function start(): Bench {
  const one = bench()
  one.client.create(nodes, node('control-plane', { spec: { taints: [controlPlaneTaint] } }))
  one.client.create(nodes, node('worker'))
  one.client.create(nodes, node('worker2', { metadata: { labels: { disk: 'ssd' } } }))
  startScheduler(one.manager)
  return one
}

function create(
  one: Bench,
  name: string,
  spec: Partial<PodSpec> = {},
  labels: Readonly<Record<string, string>> = { app: 'web' },
) {
  one.client.create(pods, {
    metadata: { name, namespace: 'shop', labels },
    spec: { containers: [{ name: 'app', image: 'good' }], ...spec },
  })
  one.advance()
}

function nodeOf({ client }: Bench, name: string) {
  return client.get(pods, 'shop', name)?.spec?.nodeName
}

function requesting(cpu: string): Partial<PodSpec> {
  return { containers: [{ name: 'app', image: 'good', resources: { requests: { cpu } } }] }
}

const scheduled = ({ client }: Bench, name: string) =>
  client.get(pods, 'shop', name)?.status?.conditions?.find(({ type }) => type === 'PodScheduled')

describe('the scheduler', () => {
  it('binds a Pod and says so', () => {
    const one = start()
    create(one, 'a')
    expect(nodeOf(one, 'a')).toMatch(/^worker2?$/)
    expect(scheduled(one, 'a')).toMatchObject({ status: 'True' })
    expect(one.client.list(events, 'shop')).toEqual([
      expect.objectContaining({
        type: 'Normal',
        reason: 'Scheduled',
        action: 'Binding',
        message: `Successfully assigned shop/a to ${nodeOf(one, 'a') ?? ''}`,
        reportingComponent: 'default-scheduler',
      }),
    ])
  })

  it('spreads Pods over the nodes that are equally free', () => {
    const one = start()
    for (const name of ['a', 'b', 'c', 'd']) create(one, name)
    const used = ['a', 'b', 'c', 'd'].map((name) => nodeOf(one, name)).sort()
    expect(used).toEqual(['worker', 'worker', 'worker2', 'worker2'])
  })

  it('says why no node will do, and tries again when one may', () => {
    const one = start()
    create(one, 'first', requesting('3'))
    create(one, 'second', requesting('3'))
    create(one, 'third', requesting('3'))
    expect(nodeOf(one, 'third')).toBeUndefined()
    const message =
      '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, ' +
      'preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.'
    expect(scheduled(one, 'third')).toMatchObject({ status: 'False', reason: 'Unschedulable', message })
    const failed = one.client.list(events, 'shop').filter(({ reason }) => reason === 'FailedScheduling')
    expect(failed.map(({ message: told }) => told)).toEqual([message])
    one.client.remove(pods, 'shop', 'first')
    one.advance(2000)
    expect(nodeOf(one, 'third')).toMatch(/^worker/)
  })

  it('knows that a request larger than a node is hopeless', () => {
    const one = start()
    create(one, 'huge', requesting('64'))
    expect(scheduled(one, 'huge')?.message).toContain(
      'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    )
  })

  it.each<[string, Partial<PodSpec>, string]>([
    ['nodeSelector', { nodeSelector: { disk: 'ssd' } }, 'worker2'],
    [
      'required node affinity',
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'DoesNotExist' }] }],
            },
          },
        },
        tolerations: [],
      },
      'worker',
    ],
    [
      'a toleration and a selector',
      { nodeSelector: { 'kubernetes.io/hostname': 'control-plane' }, tolerations: [{ operator: 'Exists' }] },
      'control-plane',
    ],
  ])('obeys %s', (_what, spec, expected) => {
    const one = start()
    create(one, 'a', spec)
    expect(nodeOf(one, 'a')).toBe(expected)
  })

  it('names selectors that match no node', () => {
    const one = start()
    create(one, 'a', { nodeSelector: { disk: 'tape' }, tolerations: [{ operator: 'Exists' }] })
    expect(scheduled(one, 'a')?.message).toMatch(
      /^0\/3 nodes are available: 3 node\(s\) didn't match Pod's node affinity\/selector\. /,
    )
  })

  it('keeps off cordoned nodes', () => {
    const one = start()
    const worker = one.client.get(nodes, '', 'worker')
    if (worker === null) throw new Error('no node')
    one.client.update(nodes, { ...worker, spec: { unschedulable: true } })
    for (const name of ['a', 'b', 'c']) create(one, name)
    expect(['a', 'b', 'c'].map((name) => nodeOf(one, name))).toEqual(['worker2', 'worker2', 'worker2'])
  })

  it('gives a host port once on each node', () => {
    const one = start()
    const spec = {
      containers: [{ name: 'app', image: 'good', ports: [{ containerPort: 80, hostPort: 80 }] }],
    }
    for (const name of ['a', 'b', 'c']) create(one, name, spec)
    expect(new Set(['a', 'b'].map((name) => nodeOf(one, name))).size).toBe(2)
    expect(scheduled(one, 'c')?.message).toContain(
      "2 node(s) didn't have free ports for the requested pod ports",
    )
  })

  it('obeys anti-affinity of the Pod and of those that are there', () => {
    const one = start()
    const term = { labelSelector: { matchLabels: { app: 'db' } }, topologyKey: 'kubernetes.io/hostname' }
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } }
    for (const name of ['a', 'b', 'c']) create(one, name, { affinity }, { app: 'db' })
    expect(new Set(['a', 'b'].map((name) => nodeOf(one, name))).size).toBe(2)
    expect(scheduled(one, 'c')?.message).toContain("2 node(s) didn't match pod anti-affinity rules")
    create(one, 'plain', {}, { app: 'db' })
    expect(scheduled(one, 'plain')?.message).toContain(
      "2 node(s) didn't satisfy existing pods anti-affinity rules",
    )
  })

  it('keeps the skew of DoNotSchedule', () => {
    const one = start()
    const constraint = {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'web' } },
      nodeTaintsPolicy: 'Honor',
    }
    const spec = { topologySpreadConstraints: [constraint] }
    for (const name of ['a', 'b', 'c', 'd']) create(one, name, spec)
    expect(['a', 'b', 'c', 'd'].map((name) => nodeOf(one, name)).sort()).toEqual([
      'worker',
      'worker',
      'worker2',
      'worker2',
    ])
  })

  it('waits for nodes', () => {
    const one = bench(startScheduler)
    create(one, 'a')
    expect(one.client.list(events, 'shop')[0]?.message).toBe('no nodes available to schedule pods')
    one.client.create(nodes, node('worker'))
    one.advance(5000)
    expect(nodeOf(one, 'a')).toBe('worker')
  })
})
