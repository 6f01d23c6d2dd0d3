import { setTimeout as sleep } from 'node:timers/promises'
import type { Condition } from '../script/scenario.ts'
import type { Workspace } from './workspace.ts'

/** Milliseconds between two looks at a cluster. */
const pause = 150

async function holds(workspace: Workspace, condition: Condition, left: number): Promise<boolean> {
  if (typeof condition === 'string') {
    const seconds = Math.max(1, Math.ceil(left / 1000))
    const { code } = await workspace.kubectl(`${condition} --timeout=${seconds}s`, { deadline: left + 1000 })
    return code === 0
  }
  const { stdout } = await workspace.kubectl(condition.run, { deadline: left + 1000 })
  return 'is' in condition
    ? stdout.trim() === condition.is
    : new RegExp(condition.matches).test(stdout.trim())
}

/**
 * Waits until all conditions of a step hold, one after the other.
 * @param patience milliseconds for all of them
 * @returns null, or the condition that did not come to hold in time
 */
export async function waitUntil(
  workspace: Workspace,
  conditions: readonly Condition[],
  patience: number,
): Promise<Condition | null> {
  const end = performance.now() + patience
  for (const condition of conditions) {
    while (!(await holds(workspace, condition, end - performance.now()))) {
      if (performance.now() > end) return condition
      await sleep(pause)
    }
  }
  return null
}
