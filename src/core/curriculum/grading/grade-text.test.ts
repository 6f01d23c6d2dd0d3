import { expect, test } from 'vitest'
import { gradeText } from './grade-text.ts'

const name = 'nats-0.nats-peers.bus.svc.cluster.local'

test.each([
  ['nats-0.nats-peers.bus.svc.cluster.local', 'correct'],
  ['nats-0.nats-peers.bus.svc.cluster.local.', 'correct'],
  // A typo.
  ['nats-0.nats-pers.bus.svc.cluster.local', 'close'],
  ['nats-0.nats-peers.bus.scv.cluster.local', 'close'],
  ['nats-0nats-peers.bus.svc.cluster.local', 'close'],
  // Another word: the StatefulSet's name instead of the Service's, another Pod, Service or domain, or none.
  ['nats-0.nats.bus.svc.cluster.local', 'wrong'],
  ['nats-1.nats-peers.bus.svc.cluster.local', 'wrong'],
  ['nats-0.nats-peers.bus.pod.cluster.local', 'wrong'],
  ['nats-0.nats-peers.svc.cluster.local', 'wrong'],
])('of the name of a Pod, %s is %s', (text, verdict) => {
  expect(gradeText(text, [name]).verdict).toBe(verdict)
})

test.each([
  ['EndpointSlices', 'close'],
  ['endpoint slise', 'close'],
  ['endpoints', 'wrong'],
])('of words, %s is %s', (text, verdict) => {
  expect(gradeText(text, ['EndpointSlice']).verdict).toBe(verdict)
})
