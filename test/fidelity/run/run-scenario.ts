import { leaveOut } from '../normalise/left-out.ts'
import { normaliser } from '../normalise/normalise.ts'
import type { Surroundings } from '../normalise/rules.ts'
import type { Outcome } from '../recording/outcome.ts'
import { commandOf } from '../script/load-scenarios.ts'
import type { Scenario } from '../script/scenario.ts'
import { waitUntil } from './conditions.ts'
import type { Session } from './open-session.ts'
import { runStep } from './run-step.ts'
import type { SavedValues } from './saved-values.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

/** Words of a script: what stands there was not made up by a cluster. */
function literalsOf(scenario: Scenario): Set<string> {
  return new Set(
    JSON.stringify(scenario)
      .replaceAll('\\n', ' ')
      .split(/[^\w.-]+/),
  )
}

async function prepare(workspace: Workspace, { name, before }: Scenario): Promise<void> {
  const calls = [`delete namespace ${name} --ignore-not-found`, `create namespace ${name}`, ...before]
  for (const commandLine of calls) {
    const { code, stderr } = await workspace.kubectl(commandLine)
    if (code !== 0) throw new Error(`${name}: kubectl ${commandLine}: ${stderr}`)
  }
  await waitUntil(
    workspace,
    ['wait --for=create serviceaccount/default', 'wait --for=create configmap/kube-root-ca.crt'],
    20_000,
  )
}

async function cleanUp(workspace: Workspace, { name, alone, cleanup }: Scenario): Promise<void> {
  for (const commandLine of cleanup) await workspace.kubectl(commandLine)
  await workspace.kubectl(`delete namespace ${name} --ignore-not-found --wait=${alone}`)
}

/**
 * Runs a script in a namespace of its own and removes what it made.
 * @returns the normalised outcome of each step; a step whose conditions never held has that as its end
 * @throws {Error} when the script can not be prepared
 */
export async function runScenario(session: Session, scenario: Scenario): Promise<Outcome[]> {
  const workspace = openWorkspace(session.folder, session.cache, session.access, scenario)
  const around: Surroundings = {
    controlPlane: session.controlPlane,
    workers: session.workers,
    nodeAddresses: session.nodeAddresses,
    workersToldApart: scenario.workersToldApart,
    server: session.access.server,
    folder: workspace.folder,
    literals: literalsOf(scenario),
  }
  const normalise = normaliser(around)
  const compared = leaveOut()
  const saved: SavedValues = new Map()
  const outcomes: Outcome[] = []
  try {
    await prepare(workspace, scenario)
    for (const step of scenario.steps) {
      const failed = await waitUntil(workspace, step.until, session.patience)
      const outcome =
        failed === null
          ? await runStep(workspace, step, saved, normalise)
          : { command: commandOf(step), lines: [], end: `condition never held: ${JSON.stringify(failed)}` }
      outcomes.push({ ...outcome, lines: compared(outcome.lines) })
    }
  } finally {
    await cleanUp(workspace, scenario)
    workspace.remove()
  }
  return outcomes
}
