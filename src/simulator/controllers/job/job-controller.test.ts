import { describe, expect, it } from 'vitest'
import { cronJobs, events, jobs, pods } from '../../api/resource.ts'
import type { JobSpec } from '../../api/schema/kubernetes-types.ts'
import { startTtlAfterFinishedController } from '../cleanup/ttl-after-finished.ts'
import { startCronJobController } from '../cronjob/cronjob-controller.ts'
import { startGarbageCollector } from '../garbage/garbage-collector.ts'
import { bench, endPod, runPods, template, type Bench } from '../testing/bench.ts'
import { indexText, parseIndexes } from './job-pod.ts'
import { startJobController } from './job-controller.ts'

function spec(more: Partial<JobSpec> = {}): JobSpec {
  return {
    completions: 2,
    parallelism: 1,
    backoffLimit: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      ...template(),
      spec: { ...template().spec, containers: [{ name: 'app' }], restartPolicy: 'Never' },
    },
    ...more,
  }
}

function start(more: Partial<JobSpec> = {}): Bench {
  const one = bench(startJobController, startGarbageCollector, startTtlAfterFinishedController)
  runPods(one)
  one.client.create(jobs, { metadata: { name: 'sum', namespace: 'shop' }, spec: spec(more) })
  one.advance(3000)
  return one
}

const job = ({ client }: Bench) => client.get(jobs, 'shop', 'sum')
const running = ({ client }: Bench) =>
  client
    .list(pods, 'shop')
    .filter(({ status, metadata }) => status?.phase === 'Running' && metadata.deletionTimestamp === undefined)

function endOne(one: Bench, phase: 'Succeeded' | 'Failed') {
  const [pod] = running(one)
  if (pod === undefined) throw new Error('no Pod runs')
  endPod(one, pod.metadata.name, phase)
  one.advance(3000)
}

const reasons = ({ client }: Bench) => client.list(events, 'shop').map(({ reason }) => reason)

describe('the Job controller', () => {
  it('runs as many Pods as it needs, tracks them, and completes', () => {
    const one = start()
    expect(one.client.list(pods, 'shop')[0]?.metadata.finalizers).toEqual([
      'batch.kubernetes.io/job-tracking',
    ])
    expect(job(one)?.status).toMatchObject({ active: 1, ready: 1, startTime: '2026-01-01T00:00:00Z' })
    endOne(one, 'Succeeded')
    expect(job(one)?.status).toMatchObject({ active: 1, succeeded: 1 })
    endOne(one, 'Succeeded')
    const status = job(one)?.status
    expect(status).toMatchObject({ succeeded: 2, ready: 0, completionTime: '2026-01-01T00:00:06Z' })
    expect(status?.active).toBeUndefined()
    expect(
      status?.conditions?.map(({ type, status: is, reason, message }) => [type, is, reason, message]),
    ).toEqual([
      ['SuccessCriteriaMet', 'True', 'CompletionsReached', 'Reached expected number of succeeded pods'],
      ['Complete', 'True', 'CompletionsReached', 'Reached expected number of succeeded pods'],
    ])
    expect(one.client.list(pods, 'shop').map(({ metadata }) => metadata.finalizers)).toEqual([[], []])
    expect(reasons(one)).toContain('Completed')
  })

  it('backs off after failures and fails beyond the limit', () => {
    const one = start()
    endOne(one, 'Failed')
    expect(running(one)).toHaveLength(0)
    one.advance(10_000)
    expect(running(one)).toHaveLength(1)
    endOne(one, 'Failed')
    one.advance(25_000)
    endOne(one, 'Failed')
    expect(job(one)?.status).toMatchObject({ failed: 3 })
    expect(job(one)?.status?.conditions?.map(({ type, reason }) => [type, reason])).toEqual([
      ['FailureTarget', 'BackoffLimitExceeded'],
      ['Failed', 'BackoffLimitExceeded'],
    ])
    expect(one.client.list(events, 'shop').map(({ message }) => message)).toContain(
      'Job has reached the specified backoff limit',
    )
    one.advance(600_000)
    expect(one.client.list(pods, 'shop')).toHaveLength(3)
  })

  it('ends at the deadline', () => {
    const one = start({ activeDeadlineSeconds: 60 })
    one.advance(70_000)
    expect(job(one)?.status?.conditions?.at(-1)).toMatchObject({ type: 'Failed', reason: 'DeadlineExceeded' })
    expect(one.client.list(pods, 'shop')).toEqual([])
  })

  it('gives each Pod of an indexed Job its index', () => {
    const one = start({ completionMode: 'Indexed', completions: 3, parallelism: 3 })
    const made = one.client.list(pods, 'shop')
    expect(made.map(({ spec: found }) => found?.hostname)).toEqual(['sum-0', 'sum-1', 'sum-2'])
    expect(made[1]?.metadata.name).toMatch(/^sum-1-.{5}$/)
    endPod(one, made[0]?.metadata.name ?? '', 'Succeeded')
    endPod(one, made[2]?.metadata.name ?? '', 'Succeeded')
    one.advance(3000)
    expect(job(one)?.status).toMatchObject({ succeeded: 2, completedIndexes: '0,2' })
  })

  it('stops its Pods while it is suspended', () => {
    const one = start()
    const suspend = (value: boolean) => {
      const current = job(one)
      if (current?.spec === undefined) throw new Error('no Job')
      one.client.update(jobs, { ...current, spec: { ...current.spec, suspend: value } })
      one.advance(5000)
    }
    suspend(true)
    expect(one.client.list(pods, 'shop')).toEqual([])
    expect(job(one)?.status?.conditions?.[0]).toMatchObject({
      type: 'Suspended',
      status: 'True',
      reason: 'JobSuspended',
    })
    suspend(false)
    expect(running(one)).toHaveLength(1)
    expect(reasons(one)).toEqual(expect.arrayContaining(['Suspended', 'Resumed']))
  })

  it('goes with its Pods, and by itself after its time', () => {
    const one = start()
    one.client.delete(jobs, 'shop', 'sum', { propagationPolicy: 'Background' })
    one.advance(5000)
    expect(one.client.list(pods, 'shop')).toEqual([])
    const short = start({ completions: 1, ttlSecondsAfterFinished: 30 })
    endOne(short, 'Succeeded')
    expect(job(short)).not.toBeNull()
    short.advance(40_000)
    expect(job(short)).toBeNull()
  })

  it('writes indexes as ranges', () => {
    expect(indexText(new Set([3, 0, 1, 5, 6, 7]))).toBe('0,1,3,5-7')
    expect([...parseIndexes('0,1,3,5-7')]).toEqual([0, 1, 3, 5, 6, 7])
  })
})

describe('the CronJob controller', () => {
  function startCron(more: object = {}): Bench {
    const one = bench(startCronJobController, startJobController, startGarbageCollector)
    runPods(one)
    one.client.create(cronJobs, {
      metadata: { name: 'nightly', namespace: 'shop' },
      spec: { schedule: '*/5 * * * *', jobTemplate: { spec: spec({ completions: 1 }) }, ...more },
    })
    one.advance()
    return one
  }
  const minute = 60_000

  it('makes a Job at each time, named by the minute', () => {
    const one = startCron()
    one.advance(4 * minute)
    expect(one.client.list(jobs, 'shop')).toEqual([])
    one.advance(minute + 5000)
    const [made] = one.client.list(jobs, 'shop')
    expect(made?.metadata.name).toBe(`nightly-${Date.parse('2026-01-01T00:05:00Z') / minute}`)
    expect(made?.metadata.annotations).toEqual({
      'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-01T00:05:00Z',
    })
    expect(one.client.get(cronJobs, 'shop', 'nightly')?.status).toMatchObject({
      lastScheduleTime: '2026-01-01T00:05:00Z',
      active: [{ kind: 'Job', name: made?.metadata.name }],
    })
    endOne(one, 'Succeeded')
    expect(one.client.get(cronJobs, 'shop', 'nightly')?.status?.active).toBeUndefined()
    expect(reasons(one)).toEqual(expect.arrayContaining(['SuccessfulCreate', 'SawCompletedJob']))
  })

  it('forbids or replaces a Job that still runs', () => {
    const forbidding = startCron({ concurrencyPolicy: 'Forbid' })
    forbidding.advance(11 * minute)
    expect(forbidding.client.list(jobs, 'shop')).toHaveLength(1)
    expect(reasons(forbidding)).toContain('JobAlreadyActive')
    const replacing = startCron({ concurrencyPolicy: 'Replace' })
    replacing.advance(11 * minute)
    expect(replacing.client.list(jobs, 'shop').map(({ metadata }) => metadata.name)).toEqual([
      `nightly-${Date.parse('2026-01-01T00:10:00Z') / minute}`,
    ])
  })

  it('does nothing while it is suspended, and knows time zones', () => {
    const suspended = startCron({ suspend: true })
    suspended.advance(20 * minute)
    expect(suspended.client.list(jobs, 'shop')).toEqual([])
    const zoned = startCron({ schedule: '0 1 * * *', timeZone: 'Europe/Vienna' })
    zoned.advance(23 * 60 * minute)
    expect(zoned.client.list(jobs, 'shop')).toEqual([])
    zoned.advance(62 * minute)
    expect(zoned.client.get(cronJobs, 'shop', 'nightly')?.status?.lastScheduleTime).toBe(
      '2026-01-02T00:00:00Z',
    )
  })
})
