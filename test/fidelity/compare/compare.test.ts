import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Outcome } from '../recording/outcome.ts'
import { compareOutcomes } from './compare-outcomes.ts'
import { carriesFact } from './facts.ts'
import { agreementOf, judge } from './judgement.ts'
import type { KnownDisagreement } from './known-disagreements.ts'

const command = 'kubectl get pods'

function outcome(lines: string[], end = 'exit 0'): Outcome {
  return { command, lines, end }
}

function judged(recorded: Outcome, replayed: Outcome, known: KnownDisagreement[] = []) {
  const steps = compareOutcomes([recorded], [replayed])
  return judge([{ scenario: 'web', classes: ['inventory'], steps }], known)
}

describe('comparing', () => {
  test('equal outcomes agree in every line and in how they end', () => {
    const { failures, classes } = judged(outcome(['| a', '| b']), outcome(['| a', '| b']))
    expect(failures).toEqual([])
    expect(classes.get('inventory')).toEqual({ steps: 1, lines: 3, agreeing: 3 })
    expect(agreementOf(classes)).toBe(1)
  })

  test('numbers may differ as long as they say the same identities', () => {
    const recorded = outcome(['| <pod-ip-1> <pod-ip-2>', '| <pod-ip-1>'])
    expect(judged(recorded, outcome(['| <pod-ip-3> <pod-ip-1>', '| <pod-ip-3>'])).failures).toEqual([])
    expect(judged(recorded, outcome(['| <pod-ip-3> <pod-ip-1>', '| <pod-ip-1>'])).failures).toHaveLength(2)
    expect(judged(recorded, outcome(['| <pod-ip-1> <pod-ip-1>', '| <pod-ip-1>'])).failures).not.toEqual([])
  })

  test('a line that is missing counts once, and so does one that is too many', () => {
    const { classes, failures } = judged(outcome(['| a', '| b']), outcome(['| b', '| c', '| d']))
    expect(failures.map(({ difference }) => difference.line)).toEqual(['| a', '| c', '| d'])
    expect(classes.get('inventory')).toEqual({ steps: 1, lines: 4, agreeing: 2 })
  })

  test('a step that was not replayed agrees in nothing', () => {
    const steps = compareOutcomes([outcome(['| a'])], [])
    expect(steps).toMatchObject([{ lines: 2, agreeing: 0 }])
  })
})

describe('known disagreements', () => {
  const entry = { scenario: 'web', step: command, reason: 'a reason that says why' }

  test('allow the line that they name, and are stale when nothing needs them', () => {
    const known = [{ ...entry, recorded: '/^\\| Kernel/', replayed: '/^\\| Kernel/' }]
    expect(judged(outcome(['| Kernel 5']), outcome(['| Kernel 6']), known)).toMatchObject({
      failures: [],
      stale: [],
    })
    expect(judged(outcome(['| a']), outcome(['| a']), known).stale).toEqual(known)
  })

  test('allow a status to differ only by naming both whole lines', () => {
    const [recorded, replayed] = [outcome(['| web  Running']), outcome(['| web  Pending'])]
    expect(
      judged(recorded, replayed, [{ ...entry, recorded: '/web/', replayed: '/web/' }]).failures,
    ).toHaveLength(2)
    const whole = [{ ...entry, recorded: '| web  Running', replayed: '| web  Pending' }]
    expect(judged(recorded, replayed, whole).failures).toEqual([])
    expect(judged(recorded, outcome(['| web  Failed']), whole).failures).not.toEqual([])
  })

  test('never allow another exit code', () => {
    const known = [{ ...entry, recorded: '= exit 0', replayed: '= exit 1' }]
    expect(judged(outcome([]), outcome([], 'exit 1'), known).failures).toHaveLength(2)
  })
})

test('lines that say a status, a reason or an exit code are known as such', () => {
  const facts = [
    '| web  1/1  Running  0',
    '|   phase: Odd',
    '! Error from server (NotFound): pods',
    '= exit 1',
    '|     Reason:  Odd',
  ]
  expect(facts.filter((line) => !carriesFact(line))).toEqual([])
  expect(['| Name:  web', '| kernel 5.10', '| image: x'].filter(carriesFact)).toEqual([])
})

const lines = fc.array(
  fc.constantFrom<string[]>('| a', '| b', '! c', '| web  Running', '| <pod-ip-1>', '| <pod-ip-2>'),
  { maxLength: 10 },
)

test('property: an outcome agrees with itself, and any changed line is a failure', () => {
  fc.assert(
    fc.property(lines, fc.nat(), (some, place) => {
      expect(judged(outcome(some), outcome(some)).failures).toEqual([])
      if (some.length === 0) return
      const changed = some.with(place % some.length, '| changed')
      expect(judged(outcome(some), outcome(changed)).failures).not.toEqual([])
    }),
  )
})
