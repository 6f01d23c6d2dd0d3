import { expect, test } from 'vitest'
import { LabSessions } from '../../src/app/labs/lab-sessions.ts'
import type { AppEvent } from '../../src/contract/contract.ts'
import { KubedrillError } from '../../src/contract/errors.ts'
import type { Session } from '../../src/contract/labs.ts'
import type { Clock } from '../../src/core/clock.ts'
import { minutes } from '../support/fake-clock.ts'
import { studyBench } from '../support/study-bench.ts'
import { FakeEngine } from './fake-cluster.ts'
import { smallLabs } from './small-lab.ts'

const web = { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' }
let count = 0
const act = (session: Session): { session: string; requestId: string } => ({
  session: session.id,
  requestId: `act-${(count += 1)}-request`,
})

/** The labs of a data folder on a cluster in memory; `again` is the next process on the same folder. */
function labsBench() {
  const study = studyBench([])
  const engine = new FakeEngine()
  const events: AppEvent[] = []
  // The glance at the objectives sleeps between its looks: time stands still for it, so that a test moves it.
  const clock: Clock = {
    now: () => study.clock.now(),
    sleep: (_, cancel) =>
      new Promise((_done, reject) => {
        cancel?.addEventListener('abort', () => {
          reject(new Error('cancelled'))
        })
      }),
  }
  const open = (): LabSessions => {
    let id = 0
    const labs = new LabSessions({
      labs: smallLabs(),
      topicTitle: (topic) => topic,
      promptOf: () => 'a card',
      engines: [engine],
      store: study.store.labSessions,
      study: study.study,
      clock,
      newId: () => `session-${Date.now()}-${(id += 1)}-${(count += 1)}`,
      emit: (event) => events.push(event),
      onWorkChanged: () => undefined,
      closeTerminals: () => Promise.resolve(),
      log: () => undefined,
    })
    labs.resume()
    return labs
  }
  return { study, engine, events, open }
}

async function started(labs: LabSessions, lab = 'NET-901'): Promise<Session> {
  const session = await labs.handlers['lab.start']({ lab, requestId: 'start-request' })
  return settled(labs, session.id)
}

async function settled(labs: LabSessions, id: string): Promise<Session> {
  await expect
    .poll(async () => (await labs.handlers['lab.session']({ session: id })).phase, { interval: 5 })
    .not.toMatch(/starting|resetting/)
  return labs.handlers['lab.session']({ session: id })
}

test('a lab is broken, repaired, graded and scheduled', async () => {
  const { open, engine, study, events } = labsBench()
  const labs = open()
  const session = await started(labs)
  expect(session).toMatchObject({ phase: 'ready', ticket: 'NET-901', namespaces: ['shop'], result: null })
  expect(session.briefing).toBe('The page in `shop` is down.')
  expect(JSON.stringify(session)).not.toContain('lab-a')

  const failed = await labs.handlers['lab.check'](act(session))
  expect(failed).toMatchObject({ phase: 'ready', failedChecks: 1, result: null })
  expect(failed.objectives[0]).toMatchObject({ state: 'unmet', observed: 'client → http://web/ was refused' })

  engine.patch(web, { spec: { selector: { app: 'web' } } })
  study.clock.advance(minutes(1))
  const passed = await labs.handlers['lab.check'](act(session))
  expect(passed).toMatchObject({ phase: 'passed', result: { rating: 3, overruled: false } })
  expect(passed.result?.dueAt).toBe(passed.result?.choices[2]?.dueAt)
  expect(study.study.labStanding('lab-a')).toMatchObject({ attempts: 1, solved: true })
  expect(events.some(({ event }) => event === 'study.changed')).toBe(true)
  expect((await labs.handlers['lab.debrief']({ session: session.id })).labId).toBe('lab-a')
  expect((await labs.handlers['lab.list']({})).labs[0]).toMatchObject({ status: 'solved', attempts: 1 })
})

test('the learner overrules the grade, from where the lab stood before', async () => {
  const { open, engine } = labsBench()
  const labs = open()
  const session = await started(labs)
  engine.patch(web, { spec: { selector: { app: 'web' } } })
  const passed = await labs.handlers['lab.check'](act(session))
  const overruled = await labs.handlers['lab.overrule']({ ...act(session), rating: 1 })
  expect(overruled.result).toMatchObject({
    rating: 1,
    overruled: true,
    dueAt: passed.result?.choices[0]?.dueAt,
  })
})

test('hints and a wrong diagnosis cap the grade at Hard; giving up is Again and shows everything', async () => {
  const { open, engine } = labsBench()
  const labs = open()
  const session = await started(labs)
  await expect(labs.handlers['lab.debrief']({ session: session.id })).rejects.toMatchObject({
    code: 'lab.not-finished',
  })
  const diagnosed = await labs.handlers['lab.diagnose']({ ...act(session), choice: 'dns' })
  expect(diagnosed.diagnosis?.answered).toBe('dns')
  // The first answer counts.
  const again = await labs.handlers['lab.diagnose']({ ...act(session), choice: 'service' })
  expect(again.diagnosis?.answered).toBe('dns')
  engine.patch(web, { spec: { selector: { app: 'web' } } })
  expect((await labs.handlers['lab.check'](act(session))).result?.rating).toBe(2)

  const second = await started(labs, 'NET-902')
  const hinted = await labs.handlers['lab.hint'](act(second))
  expect(hinted.hints.map(({ text }) => text)).toEqual(['Look.', null])
  const gaveUp = await labs.handlers['lab.giveUp'](act(second))
  expect(gaveUp).toMatchObject({ phase: 'gaveUp', result: { rating: 1 } })
  expect(gaveUp.hints.every(({ text }) => text !== null)).toBe(true)
})

test('an act that is repeated is done once', async () => {
  const { open } = labsBench()
  const labs = open()
  const session = await started(labs)
  const same = act(session)
  await labs.handlers['lab.hint'](same)
  expect((await labs.handlers['lab.hint'](same)).hints.filter(({ text }) => text !== null)).toHaveLength(1)
  const check = act(session)
  await labs.handlers['lab.check'](check)
  expect((await labs.handlers['lab.check'](check)).failedChecks).toBe(1)
})

test('the next process finds the lab as it was, also one that was being set up', async () => {
  const { open, engine } = labsBench()
  const first = open()
  const session = await started(first)
  await first.handlers['lab.hint'](act(session))
  first.close()
  const second = open()
  const found = await second.handlers['lab.session']({ session: session.id })
  expect(found).toMatchObject({ phase: 'ready', startedAt: session.startedAt })
  expect(found.hints[0]?.text).toBe('Look.')
  expect(engine.restored).toBe(1) // nothing was set up again

  const gate = Promise.withResolvers<undefined>()
  engine.options.gate = gate.promise
  await second.handlers['lab.reset'](act(found))
  second.close()
  gate.resolve(undefined)
  const third = open()
  expect((await settled(third, session.id)).phase).toBe('ready')
  expect(engine.restored).toBeGreaterThan(1)
})

test('a Check that was cut off is done when it is asked for again', async () => {
  const { open, engine } = labsBench()
  const first = open()
  const session = await started(first)
  engine.patch(web, { spec: { selector: { app: 'web' } } })
  const gate = Promise.withResolvers<undefined>()
  engine.options.gate = gate.promise
  const check = act(session)
  const cutOff = first.handlers['lab.check'](check)
  first.close()
  const second = open()
  gate.resolve(undefined)
  await cutOff
  expect((await second.handlers['lab.session']({ session: session.id })).phase).toBe('ready')
  expect((await second.handlers['lab.check'](check)).phase).toBe('passed')
})

test('a lab whose cluster is gone is set up again, with its hints and time', async () => {
  const { open, engine } = labsBench()
  const first = open()
  const session = await started(first)
  await first.handlers['lab.hint'](act(session))
  first.close()
  engine.clusterId = ''
  engine.objects.clear()
  const second = open()
  await expect(second.handlers['lab.check'](act(session))).rejects.toMatchObject({ code: 'lab.cluster-gone' })
  const found = await settled(second, session.id)
  expect(found).toMatchObject({ phase: 'ready', failedChecks: 0 })
  expect(found.hints[0]?.text).toBe('Look.')
  expect(engine.made).toBe(2)
  const checked = await second.handlers['lab.check'](act(session))
  expect(checked.objectives[0]).toMatchObject({ observed: 'client → http://web/ was refused' })
})

test('one lab at a time on an engine; the same one is answered as it is', async () => {
  const { open } = labsBench()
  const labs = open()
  const session = await started(labs)
  const same = await labs.handlers['lab.start']({ lab: 'lab-a', requestId: 'another-request' })
  expect(same.id).toBe(session.id)
  await expect(
    labs.handlers['lab.start']({ lab: 'NET-902', requestId: 'third-request' }),
  ).rejects.toMatchObject({
    code: 'lab.another-open',
  })
  await labs.handlers['lab.stop'](act(session))
  expect((await started(labs, 'NET-902')).phase).toBe('ready')
  expect((await labs.handlers['lab.sessions']({})).sessions).toHaveLength(1)
})

test('what keeps the cluster from coming up is the session’s problem, with its remedy; a reset tries again', async () => {
  const { open, engine } = labsBench()
  engine.options.fails = new KubedrillError({
    code: 'kind.docker-not-running',
    message: 'Docker does not answer.',
    remedy: 'Start it.',
    exit: 3,
  })
  const labs = open()
  const session = await started(labs)
  expect(session).toMatchObject({
    phase: 'failed',
    problem: { code: 'kind.docker-not-running', remedy: 'Start it.' },
  })
  delete engine.options.fails
  await labs.handlers['lab.reset'](act(session))
  expect((await settled(labs, session.id)).phase).toBe('ready')
})

test('only active time counts', async () => {
  const { open, study } = labsBench()
  const labs = open()
  const session = await started(labs)
  study.clock.advance(minutes(30))
  await labs.handlers['lab.activity']({ session: session.id })
  study.clock.advance(10_000)
  const { activeMs } = await labs.handlers['lab.session']({ session: session.id })
  expect(activeMs).toBe(minutes(1) + 10_000)
})
