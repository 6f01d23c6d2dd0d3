import fc from 'fast-check'
import { expect, test } from 'vitest'
import { terminalFlow } from '../../contract/terminals.ts'
import { Acknowledger } from './acknowledger.ts'

test('what stays unacknowledged is always below the portion, so the host never waits for ever', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20_000 })), (chunks) => {
      let acknowledged = 0
      const acknowledger = new Acknowledger((chars) => (acknowledged += chars))
      let drawn = 0
      for (const chunk of chunks) {
        acknowledger.drew(chunk)
        drawn += chunk
        expect(acknowledged).toBeLessThanOrEqual(drawn)
        expect(drawn - acknowledged).toBeLessThan(terminalFlow.ack)
      }
    }),
  )
  expect(terminalFlow.ack).toBeLessThanOrEqual(terminalFlow.low)
})

test('a new link owes nothing for the old one', () => {
  const sent: number[] = []
  const acknowledger = new Acknowledger((chars) => sent.push(chars))
  acknowledger.drew(terminalFlow.ack - 1)
  acknowledger.restart()
  acknowledger.drew(1)
  expect(sent).toEqual([])
})
