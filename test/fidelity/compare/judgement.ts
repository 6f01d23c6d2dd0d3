import type { CommandClass } from '../script/command-class.ts'
import type { Difference, StepComparison } from './compare-outcomes.ts'
import { allowanceOf, type KnownDisagreement } from './known-disagreements.ts'

/** How far one class of command agrees. */
export interface ClassAgreement {
  steps: number
  lines: number
  agreeing: number
}

/** What came of comparing scripts with their recordings. */
export interface Judgement {
  classes: Map<CommandClass, ClassAgreement>
  /** Differences that no entry of disagreements.yaml allows, by script. */
  failures: { scenario: string; difference: Difference }[]
  /** Entries of the compared scripts that no difference needed. */
  stale: KnownDisagreement[]
}

export interface ComparedScenario {
  scenario: string
  /** The class of each step, in the order of `steps`. */
  classes: readonly CommandClass[]
  steps: readonly StepComparison[]
}

/** Judges the comparisons of scripts: what agrees per class of command, what fails, and which known disagreement is none any more. */
export function judge(compared: readonly ComparedScenario[], known: readonly KnownDisagreement[]): Judgement {
  const classes: Judgement['classes'] = new Map()
  const failures: Judgement['failures'] = []
  const used = new Set<KnownDisagreement>()
  for (const { scenario, classes: classOfStep, steps } of compared) {
    for (const [index, step] of steps.entries()) {
      const name = classOfStep[index]
      if (name === undefined) continue
      const sum = classes.get(name) ?? { steps: 0, lines: 0, agreeing: 0 }
      classes.set(name, {
        steps: sum.steps + 1,
        lines: sum.lines + step.lines,
        agreeing: sum.agreeing + step.agreeing,
      })
      for (const difference of step.differences) {
        const allowance = allowanceOf(known, scenario, difference)
        if (allowance === undefined) failures.push({ scenario, difference })
        else used.add(allowance)
      }
    }
  }
  const names = new Set(compared.map(({ scenario }) => scenario))
  return { classes, failures, stale: known.filter((entry) => names.has(entry.scenario) && !used.has(entry)) }
}

/** The share of lines that agree, over all classes; 1 when there is none. */
export function agreementOf(classes: Judgement['classes']): number {
  const sums = [...classes.values()]
  const lines = sums.reduce((sum, one) => sum + one.lines, 0)
  return lines === 0 ? 1 : sums.reduce((sum, one) => sum + one.agreeing, 0) / lines
}
