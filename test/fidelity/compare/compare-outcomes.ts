import { diffArrays } from 'diff'
import type { Outcome } from '../recording/outcome.ts'
import { Identities, withoutNumbers } from './identities.ts'

/** A line that only one side has, or that has the same words but names another object than before. */
export interface Difference {
  command: string
  side: 'recorded' | 'replayed'
  line: string
}

/** One step's agreement. The end of a step (its exit code or status) counts as a line. */
export interface StepComparison {
  command: string
  /** Lines of the longer side, so that agreement is at most one. */
  lines: number
  agreeing: number
  differences: Difference[]
}

function linesOf(outcome: Outcome | undefined): string[] {
  return outcome === undefined ? [] : [...outcome.lines, `= ${outcome.end}`]
}

function compareStep(
  command: string,
  recorded: string[],
  replayed: string[],
  identities: Identities,
): StepComparison {
  const differences: Difference[] = []
  const differ = (side: Difference['side'], line: string): void =>
    void differences.push({ command, side, line })
  let agreeing = 0
  let left = 0
  let right = 0
  for (const { count, added, removed } of diffArrays(
    recorded.map(withoutNumbers),
    replayed.map(withoutNumbers),
  )) {
    for (let step = 0; step < count; step += 1) {
      const before = added ? undefined : recorded[left++]
      const after = removed ? undefined : replayed[right++]
      if (before !== undefined && after !== undefined && identities.agree(before, after)) {
        agreeing += 1
        continue
      }
      if (before !== undefined) differ('recorded', before)
      if (after !== undefined) differ('replayed', after)
    }
  }
  return { command, lines: Math.max(recorded.length, replayed.length), agreeing, differences }
}

/** Compares the outcomes of a script's steps, in their order, line by line. */
export function compareOutcomes(
  recorded: readonly Outcome[],
  replayed: readonly Outcome[],
): StepComparison[] {
  const identities = new Identities()
  const length = Math.max(recorded.length, replayed.length)
  return Array.from({ length }, (_, index) => {
    const [before, after] = [recorded[index], replayed[index]]
    const same = before?.command === after?.command
    const command = before?.command ?? after?.command ?? ''
    return compareStep(command, linesOf(before), same ? linesOf(after) : [], identities)
  })
}
