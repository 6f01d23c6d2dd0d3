import { describe, expect, it } from 'vitest'
import { StatusError } from '../../api/status-error.ts'
import { turnClock } from '../testing/turn-clock.ts'
import { WorkQueue } from './work-queue.ts'

function start(sync: (key: string) => void, reportError?: (error: unknown) => void) {
  const clock = turnClock()
  const began = clock.now()
  const done: [string, number][] = []
  const queue = new WorkQueue({
    clock,
    reportError,
    sync: (key) => {
      done.push([key, clock.now() - began])
      sync(key)
    },
  })
  return { clock, queue, done }
}

describe('the work queue', () => {
  it('takes each key once, in order, and never in the turn that adds it', () => {
    const { clock, queue, done } = start(() => undefined)
    for (const key of ['b', 'a', 'b']) queue.add(key)
    expect(done).toEqual([])
    clock.advance()
    expect(done.map(([key]) => key)).toEqual(['b', 'a'])
  })

  it('comes again after a pause that doubles, until it succeeds', () => {
    let failures = 3
    const { clock, queue, done } = start(() => {
      if (failures-- > 0) throw new StatusError('Conflict', 'again')
    })
    queue.add('a')
    clock.advance(1000)
    expect(done.map(([, at]) => at)).toEqual([0, 5, 15, 35])
    failures = 1
    queue.add('a')
    clock.advance(1000)
    expect(done.map(([, at]) => at).slice(4)).toEqual([1000, 1005])
  })

  it('keeps the earliest of several later times', () => {
    const { clock, queue, done } = start(() => undefined)
    queue.addAfter('a', 300)
    queue.addAfter('a', 100)
    queue.addAfter('a', 200)
    clock.advance(1000)
    expect(done).toEqual([['a', 100]])
  })

  it('reports bugs, or throws them, and tries again', () => {
    const told: unknown[] = []
    const bug = new TypeError('bug')
    const throwing = () => {
      throw bug
    }
    const reporting = start(throwing, (error) => told.push(error))
    reporting.queue.add('a')
    reporting.clock.advance(5)
    expect(told).toEqual([bug, bug])
    const loud = start(throwing)
    loud.queue.add('a')
    expect(() => loud.clock.advance()).toThrow(bug)
  })

  it('does nothing after it is stopped', () => {
    const { clock, queue, done } = start(() => undefined)
    queue.add('a')
    queue.addAfter('b', 10)
    queue.stop()
    queue.add('c')
    clock.advance(1000)
    expect(done).toEqual([])
  })
})
