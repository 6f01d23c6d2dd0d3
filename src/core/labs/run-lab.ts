import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import { checkGoals, isCounting, type GoalResult } from './checks/check-goals.ts'
import type { Progress } from './cluster-port.ts'
import type { Goal } from './format/lab-schema.ts'
import type { LabRun } from './lab-run.ts'
import { labObjects } from './manifests/lab-objects.ts'
import { overlayOf } from './manifests/overlay.ts'
import { requireCapabilities } from './required-capabilities.ts'
import { runSteps } from './steps/run-steps.ts'

const brokenWithinMs = 45_000
const pollMs = 1_000

/** The fault was injected and everything still works: the lab would be solved at its start. */
export class NotBrokenError extends KubedrillError {
  constructor(ticket: string, holding: readonly string[]) {
    super({
      code: 'lab.not-broken',
      message: `${ticket} was set up but its trouble does not show here (${holding.join(', ')} still hold).`,
      remedy: 'Reset the lab; if it stays, make the cluster anew with `kubedrill cluster down`.',
      exit: ExitCode.environment,
    })
  }
}

/** What a Check found. */
export interface CheckReport {
  readonly passed: boolean
  /** Before the churn. */
  readonly first: readonly GoalResult[]
  /** After it; null when the first ones failed and the churn was therefore not done. */
  readonly afterChurn: readonly GoalResult[] | null
}

/** Makes the healthy system on a cluster that holds nothing else. */
export async function setUpHealthy(run: LabRun, progress: Progress): Promise<void> {
  await prepare(run, progress)
  progress('Setting up the lab', 0.4)
  await runSteps(run, run.lab.setup)
}

/**
 * Makes the broken system on a cluster that holds nothing else. Where the fault is in the lab's own objects they are created
 * with it, so that no age, generation or order of creation points at it.
 */
export async function setUpBroken(run: LabRun, progress: Progress): Promise<void> {
  await prepare(run, progress)
  progress('Setting up the lab', 0.4)
  const { lab } = run
  const files = lab.setup.flatMap((step) => ('files' in step ? step.files : []))
  // Lookups of later files may need what earlier ones make; only which objects there are matters here.
  const known = await labObjects({ ...run, lab: withoutLookups(run) }, files)
  const overlay = await overlayOf(run, lab.break, known)
  let added = overlay.added
  await runSteps(run, lab.setup, (objects) => {
    const all = [...overlay.transform(objects), ...added]
    added = []
    return all
  })
  await runSteps(run, overlay.rest)
  progress('Waiting for the trouble to show', 0.9)
  await brokenAsPromised(run)
}

/** Every objective and invariant, then, when all hold, the churn and all of them again. */
export async function checkLab(
  run: LabRun,
  options: {
    readonly tell?: (result: GoalResult) => void
    readonly progress?: Progress
    /** How many failed checks do not keep the churn from being done; for `lab verify`. Default 0. */
    readonly churnDespite?: number
    /** Factor of each check's `within`. Default 1. */
    readonly patience?: number
  } = {},
): Promise<CheckReport> {
  const goals = goalsOf(run)
  const { patience = 1 } = options
  const tell = options.tell === undefined ? {} : { tell: options.tell }
  options.progress?.('Checking', 0.1)
  const first = await checkGoals(run, goals, { patience, ...tell })
  const failed = first.flatMap(({ checks }) => checks).filter(({ ok }) => !ok).length
  if (failed > (options.churnDespite ?? 0)) return { passed: false, first, afterChurn: null }
  options.progress?.('Replacing Pods to see whether it lasts', 0.5)
  await runSteps(run, run.lab.churn)
  options.progress?.('Checking again', 0.7)
  const afterChurn = await checkGoals(run, goals, { patience, ...tell })
  return { passed: failed === 0 && afterChurn.every(({ ok }) => ok), first, afterChurn }
}

/** One quick look at what can be probed without waiting: no churn, no counting. */
export async function glanceAtLab(run: LabRun, tell: (result: GoalResult) => void): Promise<GoalResult[]> {
  const goals = goalsOf(run).filter((goal) => !goal.checks.some(isCounting))
  return checkGoals(run, goals, { patience: 0, tell })
}

/** Objectives, then invariants. */
export function goalsOf({ lab }: Pick<LabRun, 'lab'>): Goal[] {
  return [...lab.objectives, ...lab.invariants]
}

/**
 * Resolves once every goal of `brokenFails` that can be probed fails; a policy or a proxy rule takes effect a moment after its
 * object is there. Rejects with {@link NotBrokenError}.
 */
async function brokenAsPromised(run: LabRun): Promise<void> {
  const { lab, clock, cancel } = run
  const promised = goalsOf(run).filter(
    ({ id, checks }) => lab.brokenFails.includes(id) && !checks.some(isCounting),
  )
  const deadline = clock.now() + brokenWithinMs
  for (;;) {
    const results = await checkGoals(run, promised, { patience: 0 })
    const holding = results.filter(({ ok }) => ok).map(({ id }) => id)
    if (holding.length === 0) return
    if (clock.now() > deadline) throw new NotBrokenError(lab.ticket, holding)
    await clock.sleep(pollMs, cancel)
  }
}

async function prepare(run: LabRun, progress: Progress): Promise<void> {
  progress('Clearing the cluster', 0.05)
  await run.cluster.restoreBaseline((step, fraction) => {
    progress(step, fraction === null ? null : 0.05 + fraction * 0.25)
  }, run.cancel)
  progress('Trying what the lab needs', 0.32)
  await requireCapabilities(run)
}

/** The lab with its look-ups (`clusterIP:…`) as plain text, to see which objects its files hold before any is there. */
function withoutLookups({ lab }: LabRun): LabRun['lab'] {
  const files = [...lab.files].map(
    ([name, text]) => [name, text.replaceAll(/\$\{(?:clusterIP|podIP):[^}]+\}/g, '192.0.2.1')] as const,
  )
  return { ...lab, files: new Map(files) }
}
