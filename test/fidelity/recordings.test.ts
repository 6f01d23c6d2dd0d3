import { describe, expect, test } from 'vitest'
import { compareOutcomes } from './compare/compare-outcomes.ts'
import { carriesFact } from './compare/facts.ts'
import { judge } from './compare/judgement.ts'
import { loadKnownDisagreements } from './compare/known-disagreements.ts'
import { leaveOut } from './normalise/left-out.ts'
import { normaliser } from './normalise/normalise.ts'
import type { Outcome } from './recording/outcome.ts'
import { readRecording, recordedScenarios } from './recording/recordings.ts'
import { classOfStep, commandOf, loadScenarios } from './script/load-scenarios.ts'

const scenarios = loadScenarios()
const known = loadKnownDisagreements()
const compared = leaveOut()

/** What differs, as a cluster whose output was changed before it was normalised would be judged. */
function failuresOf(scenario: string, recorded: Outcome[], replayed: Outcome[]): number {
  const classes = recorded.map(() => 'inventory' as const)
  return judge([{ scenario, classes, steps: compareOutcomes(recorded, replayed) }], known).failures.length
}

/** Another word in the place of a status or a reason, then normalised as the output of a cluster is. */
function changed(line: string): string | null {
  const before = /(?<=[ "(])[A-Z][a-z]+(?:[A-Z][A-Za-z]*)?(?=[ ",:)]|$)|(?<=\s)\d+(?=[,\s]|$)/.exec(
    line.slice(2),
  )
  if (before === null) return null
  const text = line.slice(2, 2 + before.index) + 'Mutated' + line.slice(2 + before.index + before[0].length)
  const around = {
    controlPlane: '',
    workers: [],
    workersToldApart: false,
    server: '',
    folder: '',
    literals: new Set<string>(),
  }
  const [normal = ''] = compared(normaliser(around)(text).map((one) => `${line.slice(0, 1)} ${one}`))
  return normal
}

test('every script is recorded, step by step, and every recording has a script', () => {
  expect(recordedScenarios().sort()).toEqual(scenarios.map(({ name }) => name))
  for (const scenario of scenarios)
    expect(readRecording(scenario.name)?.map(({ command }) => command)).toEqual(scenario.steps.map(commandOf))
})

test('at least 200 calls of kubectl, of every class', () => {
  const calls = scenarios.flatMap((scenario) =>
    scenario.steps.map((step) => ({ step, kind: classOfStep(scenario, step) })),
  )
  expect(calls.filter(({ step }) => !('request' in step)).length).toBeGreaterThan(200)
  expect(new Set(calls.map(({ kind }) => kind)).size).toBe(21)
})

test('no step of a recording waited in vain', () => {
  const ends = scenarios.flatMap(({ name }) =>
    (readRecording(name) ?? []).map(({ command, end }) => `${name}: ${command}: ${end}`),
  )
  expect(ends.filter((end) => /never/.test(end))).toEqual([])
})

test('known disagreements name steps that exist', () => {
  const steps = new Set(
    scenarios.flatMap((scenario) => scenario.steps.map((step) => `${scenario.name} ${commandOf(step)}`)),
  )
  expect(known.filter(({ scenario, step }) => !steps.has(`${scenario} ${step}`))).toEqual([])
})

describe('a mutated recording fails', () => {
  test.each(scenarios.map(({ name }) => name))('%s', (name) => {
    const recorded = readRecording(name) ?? []
    const passed: string[] = []
    for (const [index, outcome] of recorded.entries()) {
      const mutations: Outcome[] = [{ ...outcome, end: outcome.end === 'exit 0' ? 'exit 1' : 'exit 0' }]
      for (const [place, line] of outcome.lines.entries()) {
        const other = carriesFact(line) ? changed(line) : null
        if (other !== null) mutations.push({ ...outcome, lines: outcome.lines.with(place, other) })
      }
      for (const mutation of mutations)
        if (failuresOf(name, [outcome], [mutation]) === 0) passed.push(`${index}: ${outcome.command}`)
    }
    expect(passed).toEqual([])
  })
})
