import { describe, expect, test } from 'vitest'
import { compareOutcomes } from './compare/compare-outcomes.ts'
import { factsIn } from './compare/facts.ts'
import { judge } from './compare/judgement.ts'
import { loadKnownDisagreements } from './compare/known-disagreements.ts'
import { leaveOut } from './normalise/left-out.ts'
import { normaliser } from './normalise/normalise.ts'
import type { Surroundings } from './normalise/rules.ts'
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

const nowhere: Surroundings = {
  controlPlane: '',
  workers: [],
  nodeAddresses: new Map(),
  workersToldApart: false,
  server: '',
  folder: '',
  literals: new Set(),
}

/** A line with another word in the place of each status and reason that it says, normalised as the output of a cluster is. */
function mutationsOf(line: string): string[][] {
  return factsIn(line).map(([start, end]) => {
    const text = `${line.slice(2, start)}Mutated${line.slice(end)}`
    return compared(normaliser(nowhere)(text).map((one) => `${line.slice(0, 2)}${one}`.trimEnd()))
  })
}

test('every script is recorded, step by step, and every recording has a script', () => {
  expect(recordedScenarios().sort()).toEqual(scenarios.map(({ name }) => name).sort())
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
  expect(ends.filter((end) => /: (?:condition )?never (?:held|ended)/.test(end))).toEqual([])
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
      const mutations: Outcome[] = ['exit 0', 'exit 1', 'exit 2', 'status 200', 'status 404']
        .filter((end) => end !== outcome.end)
        .map((end) => ({ ...outcome, end }))
      for (const [place, line] of outcome.lines.entries())
        for (const other of mutationsOf(line))
          mutations.push({ ...outcome, lines: outcome.lines.toSpliced(place, 1, ...other) })
      for (const mutation of mutations)
        if (failuresOf(name, [outcome], [mutation]) === 0) passed.push(`${index}: ${outcome.command}`)
    }
    expect(passed).toEqual([])
  })
})
