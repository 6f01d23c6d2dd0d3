import { compareRuns } from './compare/compare-runs.ts'
import { judge, type Judgement } from './compare/judgement.ts'
import { loadKnownDisagreements } from './compare/known-disagreements.ts'
import { readRecording } from './recording/recordings.ts'
import { openSession } from './run/open-session.ts'
import { runAll, type ScenarioRun } from './run/run-all.ts'
import type { Scenario } from './script/scenario.ts'

export interface Replay {
  judgement: Judgement
  runs: ScenarioRun[]
}

export interface ReplayOptions {
  kubeconfig: string
  scenarios: readonly Scenario[]
  /** How many scripts run at a time. */
  parallel: number
  /** Milliseconds that the conditions of one step have. */
  patience: number
  done?: (run: ScenarioRun) => void
}

/**
 * Runs scripts on a cluster and compares what it says with what the real one was recorded to say.
 * @throws {Error} when the cluster does not answer
 */
export async function replay(options: ReplayOptions): Promise<Replay> {
  const session = await openSession(options.kubeconfig, options.patience)
  try {
    const runs = await runAll(session, options.scenarios, options.parallel, options.done ?? (() => undefined))
    const compared = compareRuns(runs, (name) => readRecording(name) ?? [])
    return { judgement: judge(compared, loadKnownDisagreements()), runs }
  } finally {
    session.close()
  }
}
