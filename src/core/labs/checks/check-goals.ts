import type { Check, QueriesCheck } from '../format/check-schema.ts'
import type { Goal } from '../format/lab-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { fillAll, VariableError } from '../variables.ts'
import type { CheckResult } from './check-result.ts'
import { runKeptCheck, runReadyCheck, runUntouchedCheck } from './run-object-check.ts'
import { runProbeCheck } from './run-probe-check.ts'
import { runQueriesCheck } from './run-queries-check.ts'

/** What became of one objective or invariant. */
export interface GoalResult extends CheckResult {
  readonly id: string
  /** In the order of the goal's checks. */
  readonly checks: readonly CheckResult[]
}

/**
 * Runs every check of the goals, all of them even when some fail. Counting comes first and alone, since a probe's own look-ups
 * would be counted. A check's `within` times `patience` is waited for: 0 is one look, 1 what the lab says. `tell` hears each
 * goal as it is known.
 */
export async function checkGoals(
  run: LabRun,
  goals: readonly Goal[],
  options: { readonly patience: number; readonly tell?: (result: GoalResult) => void },
): Promise<GoalResult[]> {
  const done = new Map<Check, CheckResult>()
  const all = goals.flatMap((goal) => goal.checks)
  for (const check of all.filter(isCounting)) done.set(check, await runCheck(run, check, options.patience))
  return Promise.all(
    goals.map(async (goal) => {
      const checks: CheckResult[] = []
      for (const check of goal.checks) {
        checks.push(done.get(check) ?? (await runCheck(run, check, options.patience)))
      }
      const result = goalResult(goal.id, checks)
      options.tell?.(result)
      return result
    }),
  )
}

export function isCounting(check: Check): check is QueriesCheck {
  return 'queriesPerConnection' in check
}

function goalResult(id: string, checks: readonly CheckResult[]): GoalResult {
  const failed = checks.find(({ ok }) => !ok)
  return {
    id,
    ok: failed === undefined,
    observed: (failed ?? checks.at(-1))?.observed ?? '',
    checks,
  }
}

async function runCheck(run: LabRun, template: Check, patience: number): Promise<CheckResult> {
  run.cancel.throwIfAborted()
  const check = await filled(run, template)
  if (check instanceof VariableError) return { ok: false, observed: check.message }
  if ('ready' in check) return runReadyCheck(run, check, patience)
  if ('kept' in check) return runKeptCheck(run, check)
  if ('untouched' in check) return runUntouchedCheck(run, check)
  if (isCounting(check)) return runQueriesCheck(run, check, patience)
  return runProbeCheck(run, check, patience)
}

/** A look-up that finds nothing (the Service was deleted) is what the check then reports. */
async function filled(run: LabRun, template: Check): Promise<Check | VariableError> {
  try {
    // Filling keeps the shape: only strings change.
    return (await fillAll(template, run.variables, run.cluster.kube)) as Check
  } catch (error) {
    if (error instanceof VariableError) return error
    throw error
  }
}
