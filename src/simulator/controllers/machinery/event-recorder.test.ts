import { describe, expect, it } from 'vitest'
import { configMaps, events } from '../../api/resource.ts'
import { bench } from '../testing/bench.ts'
import { EventRecorder } from './event-recorder.ts'

function start() {
  const { client, clock } = bench()
  const about = client.create(configMaps, { metadata: { name: 'm', namespace: 'shop' } })
  const recorder = new EventRecorder(client, clock, { component: 'tester' })
  return { client, clock, about, recorder, told: () => client.list(events, 'shop') }
}

describe('the event recorder', () => {
  it('writes an event about an object', () => {
    const { about, recorder, told } = start()
    recorder.event(about, 'Normal', 'Made', 'Made it')
    expect(told()).toEqual([
      expect.objectContaining({
        type: 'Normal',
        reason: 'Made',
        message: 'Made it',
        count: 1,
        source: { component: 'tester' },
        reportingComponent: 'tester',
        reportingInstance: '',
        firstTimestamp: '2026-01-01T00:00:00Z',
        involvedObject: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace: 'shop',
          name: 'm',
          uid: about.metadata.uid,
          resourceVersion: about.metadata.resourceVersion,
        },
      }),
    ])
    expect(told()[0]?.metadata.name).toMatch(/^m\.[0-9a-f]{16}$/)
  })

  it('counts equal events on one object', () => {
    const { about, recorder, told, clock } = start()
    for (let times = 0; times < 3; times++) {
      recorder.event(about, 'Warning', 'Bad', 'Bad thing')
      clock.advance(60_000)
    }
    expect(told()).toHaveLength(1)
    expect(told()[0]).toMatchObject({
      count: 3,
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-01T00:02:00Z',
    })
  })

  it('joins many similar events', () => {
    const { about, recorder, told } = start()
    for (let index = 0; index < 12; index++) recorder.event(about, 'Normal', 'Made', `Made ${index}`)
    const messages = told().map(({ message }) => message)
    expect(messages).toHaveLength(10)
    expect(messages).toContain('(combined from similar events): Made 11')
  })

  it('drops a flood after 25 events about one object', () => {
    const { about, recorder, told, clock } = start()
    for (let index = 0; index < 40; index++) recorder.event(about, 'Normal', `R${index}`, 'x')
    expect(told()).toHaveLength(25)
    clock.advance(300_000)
    recorder.event(about, 'Normal', 'Later', 'x')
    expect(told()).toHaveLength(26)
  })
})
