import type { Outcome } from '../recording/outcome.ts'
import type { Scenario } from '../script/scenario.ts'
import type { Session } from './open-session.ts'
import { runScenario } from './run-scenario.ts'
import { openWorkspace } from './workspace.ts'

export interface ScenarioRun {
  scenario: Scenario
  /** What the steps gave, or why the script could not run. */
  outcomes: Outcome[]
  error: string | null
  seconds: number
}

async function timed(session: Session, scenario: Scenario): Promise<ScenarioRun> {
  const start = performance.now()
  const seconds = (): number => (performance.now() - start) / 1000
  try {
    const outcomes = await runScenario(session, scenario)
    return { scenario, outcomes, error: null, seconds: seconds() }
  } catch (error) {
    return {
      scenario,
      outcomes: [],
      error: error instanceof Error ? error.message : String(error),
      seconds: seconds(),
    }
  }
}

/** Namespaces of an earlier run may still be on their way out, and a script that is alone would see them. */
async function removeLeftovers(session: Session, scenarios: readonly Scenario[]): Promise<void> {
  const { folder, cache, access } = session
  const workspace = openWorkspace(folder, cache, access, { name: 'default', files: {} })
  await workspace.kubectl(
    `delete namespace ${scenarios.map(({ name }) => name).join(' ')} --ignore-not-found`,
  )
  workspace.remove()
}

/**
 * Runs scripts: first those that must be alone, one by one; then the others, `parallel` at a time.
 * @param done is told of each as soon as it ends
 */
export async function runAll(
  session: Session,
  scenarios: readonly Scenario[],
  parallel: number,
  done: (run: ScenarioRun) => void,
): Promise<ScenarioRun[]> {
  const runs: ScenarioRun[] = []
  const work = async (queue: Scenario[]): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const run = await timed(session, next)
      runs.push(run)
      done(run)
    }
  }
  await removeLeftovers(session, scenarios)
  await work(scenarios.filter(({ alone }) => alone))
  const together = scenarios.filter(({ alone }) => !alone)
  await Promise.all(Array.from({ length: parallel }, () => work(together)))
  return runs.sort((a, b) => (a.scenario.name < b.scenario.name ? -1 : 1))
}
