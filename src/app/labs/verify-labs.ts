import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { VerifyReport } from '../../contract/labs.ts'
import type { Cancellation, Clock } from '../../core/clock.ts'
import type { ClusterEngine } from '../../core/labs/cluster-port.ts'
import type { LabRun } from '../../core/labs/lab-run.ts'
import { requireLab, type Lab, type LabCatalog } from '../../core/labs/lab.ts'
import { defaultVariables } from '../../core/labs/variables.ts'
import { verifyAttempt, verifyLab, type VerifyListener } from '../../core/labs/verify/verify-lab.ts'
import { readAttempt } from './read-attempt.ts'

/** A lab was to be proven on an engine that it does not name. */
export class WrongEngineError extends KubedrillError {
  constructor(lab: Lab, engine: string) {
    super({
      code: 'lab.wrong-engine',
      message: `${lab.ticket} is not made for the engine ${engine}.`,
      remedy: `Use ${lab.engines.join(' or ')}.`,
      exit: ExitCode.usage,
    })
  }
}

export interface VerifyDependencies {
  readonly catalog: LabCatalog
  readonly engine: ClusterEngine
  readonly clock: Clock
  readonly cancel: Cancellation
  /** One line for each thing that happens. */
  readonly tell: (line: string) => void
}

/** Proves labs (all of the engine's when `names` is empty), one after the other, on the warm cluster or a new one. */
export async function verifyLabs(
  dependencies: VerifyDependencies,
  names: readonly string[],
): Promise<VerifyReport[]> {
  const labs = labsToProve(dependencies, names)
  const reports: VerifyReport[] = []
  for (const lab of labs) {
    const run = await openRun(dependencies, lab)
    reports.push(await verifyLab(run, listenerOf(dependencies, lab)))
  }
  return reports
}

/** Runs the repair in the file `attempt` (steps as YAML, or a shell script) against the checker of one lab. */
export async function verifyAttemptFile(
  dependencies: VerifyDependencies,
  name: string,
  attempt: string,
  expected: 'pass' | 'fail',
): Promise<VerifyReport> {
  const [lab] = labsToProve(dependencies, [name])
  if (lab === undefined) throw new Error('requireLab answered no lab')
  const repair = readAttempt(attempt)
  const run = await openRun(dependencies, lab)
  return verifyAttempt(run, attempt, () => repair(run), expected, listenerOf(dependencies, lab))
}

function labsToProve({ catalog, engine }: VerifyDependencies, names: readonly string[]): Lab[] {
  if (names.length === 0) return catalog.labs.filter((lab) => lab.engines.includes(engine.id))
  return names.map((name) => {
    const lab = requireLab(catalog, name)
    if (!lab.engines.includes(engine.id)) throw new WrongEngineError(lab, engine.id)
    return lab
  })
}

async function openRun({ engine, clock, cancel, tell }: VerifyDependencies, lab: Lab): Promise<LabRun> {
  const cluster = await engine.open((step) => {
    tell(step)
  }, cancel)
  return { lab, cluster, variables: defaultVariables(lab), clock, cancel }
}

function listenerOf({ tell }: VerifyDependencies, lab: Lab): VerifyListener {
  return {
    begins: (name) => {
      tell(`${lab.id}: ${name} …`)
    },
    ended: ({ name, ok, durationMs, failed }) => {
      tell(`${lab.id}: ${name}: ${ok ? 'ok' : 'NOT OK'} (${(durationMs / 1000).toFixed(0)} s)`)
      for (const { id, observed } of failed) tell(`    ${id}: ${observed}`)
    },
  }
}
