import { describe, expect, it } from 'vitest'
import type { Stored } from '../object.ts'
import type { ContainerState, ContainerStatus, Pod, PodStatus } from '../schema/kubernetes-types.ts'
import { podColumns } from './pod-columns.ts'

const created = Date.parse('2026-01-01T00:00:00Z')
const now = created + 10 * 60_000

function pod(status: PodStatus, more: Partial<Pod> = {}, deleted = false): Stored<Pod> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web-0',
      namespace: 'shop',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...(deleted && { deletionTimestamp: '2026-01-01T00:09:00Z' }),
    },
    spec: { containers: [{ name: 'app', image: 'web' }], nodeName: 'worker', ...more.spec },
    status,
  }
}

function container(
  name: string,
  state: ContainerState,
  more: Partial<ContainerStatus> = {},
): ContainerStatus {
  return { name, image: 'web', imageID: '', ready: false, restartCount: 0, state, ...more }
}

const running: ContainerState = { running: { startedAt: '2026-01-01T00:00:02Z' } }

function shown(one: Stored<Pod>) {
  const [, ready, status, restarts, age] = podColumns.cells(one, now)
  return { ready, status, restarts, age }
}

describe('the Pod table', () => {
  it('shows a running Pod with its wide columns', () => {
    const one = pod({
      phase: 'Running',
      podIPs: [{ ip: '10.244.1.5' }],
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [container('app', running, { ready: true })],
    })
    expect(podColumns.cells(one, now)).toEqual([
      'web-0',
      '1/1',
      'Running',
      '0',
      '10m',
      '10.244.1.5',
      'worker',
      '<none>',
      '<none>',
    ])
    expect(podColumns.columns.map(({ name }) => name)).toEqual([
      'Name',
      'Ready',
      'Status',
      'Restarts',
      'Age',
      'IP',
      'Node',
      'Nominated Node',
      'Readiness Gates',
    ])
  })

  it('shows when a container last restarted, and why it waits', () => {
    const lastState = { terminated: { exitCode: 1, finishedAt: '2026-01-01T00:05:00Z' } }
    const waiting = { waiting: { reason: 'CrashLoopBackOff' } }
    const one = pod({
      phase: 'Running',
      containerStatuses: [container('app', waiting, { restartCount: 3, lastState })],
    })
    expect(shown(one)).toEqual({
      ready: '0/1',
      status: 'CrashLoopBackOff',
      restarts: '3 (5m ago)',
      age: '10m',
    })
  })

  it('counts init containers until they are done', () => {
    const spec = {
      initContainers: [{ name: 'first' }, { name: 'second' }],
      containers: [{ name: 'app' }],
    }
    const waiting = container('app', { waiting: { reason: 'PodInitializing' } })
    const first = container('first', { terminated: { exitCode: 0, reason: 'Completed' } })
    const status = (second: ContainerState): PodStatus => ({
      phase: 'Pending',
      initContainerStatuses: [first, container('second', second)],
      containerStatuses: [waiting],
    })
    expect(shown(pod(status(running), { spec })).status).toBe('Init:1/2')
    expect(shown(pod(status({ waiting: { reason: 'ImagePullBackOff' } }), { spec })).status).toBe(
      'Init:ImagePullBackOff',
    )
    expect(shown(pod(status({ terminated: { exitCode: 2, reason: 'Error' } }), { spec })).status).toBe(
      'Init:Error',
    )
    expect(shown(pod(status({ terminated: { exitCode: 2 } }), { spec })).status).toBe('Init:ExitCode:2')
  })

  it('counts a started sidecar as a container', () => {
    const spec = {
      initContainers: [{ name: 'proxy', restartPolicy: 'Always' }],
      containers: [{ name: 'app' }],
    }
    const one = pod(
      {
        phase: 'Running',
        initContainerStatuses: [container('proxy', running, { ready: true, started: true })],
        containerStatuses: [container('app', running, { ready: true })],
      },
      { spec },
    )
    expect(shown(one)).toMatchObject({ ready: '2/2', status: 'Running' })
  })

  it('shows the end of containers', () => {
    const completed = container('app', { terminated: { exitCode: 0, reason: 'Completed' } })
    const helper = (exitCode: number) => container('helper', { terminated: { exitCode, reason: 'Error' } })
    expect(shown(pod({ phase: 'Succeeded', containerStatuses: [completed] })).status).toBe('Completed')
    expect(shown(pod({ phase: 'Failed', containerStatuses: [completed, helper(1)] })).status).toBe('Error')
    expect(
      shown(
        pod({ phase: 'Running', containerStatuses: [completed, container('b', running, { ready: true })] }),
      ).status,
    ).toBe('NotReady')
    expect(
      shown(
        pod({
          phase: 'Failed',
          containerStatuses: [container('app', { terminated: { exitCode: 0, signal: 9 } })],
        }),
      ).status,
    ).toBe('Signal:9')
    expect(shown(pod({ phase: 'Failed', reason: 'Evicted' })).status).toBe('Evicted')
  })

  it('shows a deleted Pod as Terminating until it is done', () => {
    const ready = container('app', running, { ready: true })
    expect(shown(pod({ phase: 'Running', containerStatuses: [ready] }, {}, true)).status).toBe('Terminating')
    expect(shown(pod({ phase: 'Running', reason: 'NodeLost' }, {}, true)).status).toBe('Unknown')
    const completed = container('app', { terminated: { exitCode: 0, reason: 'Completed' } })
    expect(shown(pod({ phase: 'Succeeded', containerStatuses: [completed] }, {}, true)).status).toBe(
      'Completed',
    )
  })

  it('marks rows of Pods that are done', () => {
    expect(podColumns.conditions?.(pod({ phase: 'Running' }))).toEqual([])
    expect(podColumns.conditions?.(pod({ phase: 'Failed' }))).toEqual([
      { type: 'Completed', status: 'True', reason: 'Failed', message: 'The pod failed.' },
    ])
  })

  it('counts readiness gates', () => {
    const gated = pod(
      { phase: 'Running', conditions: [{ type: 'a', status: 'True' }] },
      { spec: { containers: [], readinessGates: [{ conditionType: 'a' }, { conditionType: 'b' }] } },
    )
    expect(podColumns.cells(gated, now)[8]).toBe('1/2')
  })
})
