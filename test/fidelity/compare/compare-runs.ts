import type { Outcome } from '../recording/outcome.ts'
import type { ScenarioRun } from '../run/run-all.ts'
import { classOfStep } from '../script/load-scenarios.ts'
import { compareOutcomes } from './compare-outcomes.ts'
import type { ComparedScenario } from './judgement.ts'

/** Compares runs of scripts with what was recorded of them; a script that could not run agrees in nothing. */
export function compareRuns(
  runs: readonly ScenarioRun[],
  recordedOf: (scenario: string) => readonly Outcome[],
): ComparedScenario[] {
  return runs.map(({ scenario, outcomes }) => ({
    scenario: scenario.name,
    classes: scenario.steps.map((step) => classOfStep(scenario, step)),
    steps: compareOutcomes(recordedOf(scenario.name), outcomes),
  }))
}
