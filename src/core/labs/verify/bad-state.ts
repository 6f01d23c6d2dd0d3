import type { GoalResult } from '../checks/check-goals.ts'
import type { CheckReport } from '../run-lab.ts'

/** A state that must not pass, by the checks that failed in it: `goal[0]`, before and after the churn. */
export interface BadState {
  readonly name: string
  readonly failed: ReadonlySet<string>
}

export function badState(name: string, { first, afterChurn }: CheckReport): BadState {
  return { name, failed: new Set([...failedChecks(first), ...failedChecks(afterChurn ?? [])]) }
}

/** Each check by its goal and place, so that one of several in a goal can be told from the others. */
export function checkNames(results: readonly GoalResult[]): string[] {
  return results.flatMap(({ id, checks }) => checks.map((_, index) => `${id}[${index}]`))
}

/** Checks without which every bad state would still fail: they prove nothing, or a cheat is missing that they catch alone. */
export function unneededChecks(names: readonly string[], states: readonly BadState[]): string[] {
  return names.filter((name) => !states.some(({ failed }) => failed.size === 1 && failed.has(name)))
}

function failedChecks(results: readonly GoalResult[]): string[] {
  return results.flatMap(({ id, checks }) => checks.flatMap(({ ok }, index) => (ok ? [] : `${id}[${index}]`)))
}
