import { KubedrillError } from '../../../contract/errors.ts'
import type { VerifyReport } from '../../../contract/labs.ts'
import { checkGoals, isCounting, type GoalResult } from '../checks/check-goals.ts'
import { runQueriesCheck } from '../checks/run-queries-check.ts'
import type { QueriesCheck } from '../format/check-schema.ts'
import type { LabRun } from '../lab-run.ts'
import { checkLab, goalsOf, setUpBroken, setUpHealthy, type CheckReport } from '../run-lab.ts'
import { runSteps } from '../steps/run-steps.ts'
import type { Step } from '../format/step-schema.ts'
import { fillAll } from '../variables.ts'
import { badState, checkNames, unneededChecks, type BadState } from './bad-state.ts'

type VerifyStep = VerifyReport['steps'][number]
type Failed = VerifyStep['failed']

/** Told each step when it begins and, with its result, when it ends. */
export interface VerifyListener {
  readonly begins: (name: string) => void
  readonly ended: (step: VerifyStep) => void
}

/**
 * Proves a lab on a cluster that holds nothing else: the healthy system passes, the broken one fails where the lab says and
 * only there, also after the churn, each solution passes, each cheat fails, a reset gives the broken state again, and each
 * check is what alone keeps some bad state from passing.
 */
export async function verifyLab(run: LabRun, listener: VerifyListener): Promise<VerifyReport> {
  const { lab } = run
  const book = new VerifyBook(run, listener)
  const bad: BadState[] = []
  let names: string[] = []

  await book.step('healthy passes', 'pass', async () => {
    await setUpHealthy(run, quiet)
    const report = await checkLab(run, { patience: patienceWithRepairs })
    names = checkNames(report.first)
    return failedOf(report)
  })
  await book.step('broken fails as the lab says', 'fail', async () => {
    await setUpBroken(run, quiet)
    const ratios = await brokenRatios(run)
    const report = await checkLab(run, { churnDespite: Infinity })
    bad.push(badState('broken', report))
    return [...(report.passed ? passedInstead : []), ...ratios, ...otherFailures(run, report)]
  })
  for (const { id, steps } of lab.solutions) {
    await book.step(`solution ${id} passes`, 'pass', async () =>
      failedOf(await checkAttempt(run, steps, { patience: patienceWithRepairs })),
    )
  }
  for (const { id, steps } of lab.cheats) {
    await book.step(`cheat ${id} fails`, 'fail', async () => {
      // Two failed checks settle that it fails, and that none of them catches it alone.
      const report = await checkAttempt(run, steps, { churnDespite: 1 })
      bad.push(badState(id, report))
      return report.passed ? passedInstead : []
    })
  }
  await book.step('reset gives the broken state again', 'fail', async () => {
    await setUpBroken(run, quiet)
    const results = await checkGoals(run, goalsOf(run), { patience: 1 })
    return results.every(({ ok }) => ok) ? passedInstead : wrongFailures(run, results, 'after the reset')
  })
  await book.step('each check is needed', 'pass', async () =>
    Promise.resolve(
      unneededChecks(names, bad).map((id) => ({
        id,
        observed: 'no bad state fails at this check alone: add the cheat that it catches, or remove it',
      })),
    ),
  )
  return book.report()
}

/** Checks anybody's repair: the broken state, then `repair`, then a Check. */
export async function verifyAttempt(
  run: LabRun,
  name: string,
  repair: () => Promise<void>,
  expected: 'pass' | 'fail',
  listener: VerifyListener,
): Promise<VerifyReport> {
  const book = new VerifyBook(run, listener)
  await book.step(`${name} ${expected === 'pass' ? 'passes' : 'fails'}`, expected, async () => {
    await setUpBroken(run, quiet)
    await repair()
    const report = await checkLab(run, expected === 'pass' ? { patience: patienceWithRepairs } : {})
    if (expected === 'pass') return failedOf(report)
    return report.passed ? passedInstead : []
  })
  return book.report()
}

/** What has to pass may take this many times longer: on a busy machine a proxy or a policy takes effect late. Costs nothing otherwise. */
const patienceWithRepairs = 4
const quiet = (): void => undefined
const passedInstead: Failed = [{ id: 'check', observed: 'passed, and must not' }]

async function checkAttempt(
  run: LabRun,
  steps: readonly Step[],
  options: { churnDespite?: number; patience?: number },
): Promise<CheckReport> {
  await setUpBroken(run, quiet)
  await runSteps(run, steps)
  return checkLab(run, options)
}

/** Collects the steps of one report; a step that throws a person's error has failed, with that error as what was seen. */
class VerifyBook {
  readonly #run: LabRun
  readonly #listener: VerifyListener
  readonly #steps: VerifyStep[] = []

  constructor(run: LabRun, listener: VerifyListener) {
    this.#run = run
    this.#listener = listener
  }

  async step(name: string, expected: 'pass' | 'fail', work: () => Promise<Failed>): Promise<void> {
    const { clock, cancel } = this.#run
    this.#listener.begins(name)
    const began = clock.now()
    const failed = await work().catch((error: unknown) => {
      cancel.throwIfAborted()
      if (!(error instanceof KubedrillError)) throw error
      return [{ id: error.code, observed: error.message }]
    })
    const step = { name, expected, ok: failed.length === 0, durationMs: clock.now() - began, failed }
    this.#steps.push(step)
    this.#listener.ended(step)
  }

  report(): VerifyReport {
    const { lab, cluster } = this.#run
    return {
      lab: lab.id,
      engine: cluster.engine,
      kubernetes: cluster.kubernetesVersion,
      proven: this.#steps.every(({ ok }) => ok),
      steps: this.#steps,
    }
  }
}

function failedOf({ first, afterChurn }: CheckReport): Failed {
  return [
    ...first.filter(({ ok }) => !ok).map(({ id, observed }) => ({ id, observed })),
    ...(afterChurn ?? [])
      .filter(({ ok }) => !ok)
      .map(({ id, observed }) => ({ id, observed: `after the churn: ${observed}` })),
  ]
}

function otherFailures(run: LabRun, { first, afterChurn }: CheckReport): Failed {
  return [
    ...wrongFailures(run, first, 'before the churn'),
    ...wrongFailures(run, afterChurn ?? [], 'after the churn'),
  ]
}

/** Goals whose state is not the one that the lab promises for its broken state. */
function wrongFailures(run: LabRun, results: readonly GoalResult[], when: string): Failed {
  return results.flatMap(({ id, ok, observed }) => {
    const promised = !run.lab.brokenFails.includes(id)
    if (ok === promised) return []
    return [
      { id, observed: `${ok ? 'holds, and must not' : 'does not hold, and must'} ${when}: ${observed}` },
    ]
  })
}

/** Counting checks whose broken state costs less than the lab says it does. */
async function brokenRatios(run: LabRun): Promise<Failed> {
  const failed: Failed = []
  for (const goal of goalsOf(run)) {
    for (const template of goal.checks.filter(isCounting)) {
      const check = (await fillAll(template, run.variables, run.cluster.kube)) as QueriesCheck
      const { ratio, observed } = await runQueriesCheck(run, check, 0)
      const least = check.queriesPerConnection.brokenAtLeast
      if (ratio === null || ratio < least) {
        failed.push({ id: goal.id, observed: `${observed}; the broken state has to cost at least ${least}` })
      }
    }
  }
  return failed
}
