import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareRuns } from './compare/compare-runs.ts'
import { judge } from './compare/judgement.ts'
import { agreementTable, failureLines } from './compare/report.ts'
import { readArguments } from './arguments.ts'
import { recordedScenarios, removeRecording, writeRecording } from './recording/recordings.ts'
import { installGatewayApi } from './run/install-gateway-api.ts'
import { openSession } from './run/open-session.ts'
import { runAll, type ScenarioRun } from './run/run-all.ts'
import { loadScenarios } from './script/load-scenarios.ts'

/**
 * `node test/fidelity/record.ts --kubeconfig FILE [--only SCENARIO]…`: runs the scripts twice on a real cluster. The first run is
 * the recording; the second says how much of a difference is noise (NOISE.md, written when all scripts ran).
 */
const { kubeconfig, scenarios, parallel, patience } = readArguments(process.argv.slice(2))
const session = await openSession(kubeconfig, patience)
await installGatewayApi(session)
const tell = ({ scenario, seconds, error }: ScenarioRun): void => {
  process.stderr.write(
    `${seconds.toFixed(1).padStart(6)} s  ${scenario.name}${error === null ? '' : `: ${error}`}\n`,
  )
}
const first = await runAll(session, scenarios, parallel, tell)
for (const { scenario, outcomes } of first) writeRecording(scenario.name, scenario.title, outcomes)
const second = await runAll(session, scenarios, parallel, tell)
session.close()

const recorded = new Map(first.map(({ scenario, outcomes }) => [scenario.name, outcomes]))
const noise = judge(
  compareRuns(second, (name) => recorded.get(name) ?? []),
  [],
)
const table = agreementTable(noise)
process.stdout.write(`${[...failureLines(noise), '', ...table].join('\n')}\n`)

const all = new Set(loadScenarios().map(({ name }) => name))
for (const name of recordedScenarios()) if (!all.has(name)) removeRecording(name)
if (scenarios.length === all.size) {
  const text = [
    '# The noise floor',
    '',
    'Written by `record.ts`: how far two recordings of the same real cluster agree, by line of output.',
    '',
    ...table,
    '',
    ...(noise.failures.length === 0
      ? []
      : ['What differed:', '', '```', ...failureLines(noise).slice(1), '```', '']),
  ]
  writeFileSync(join(import.meta.dirname, 'NOISE.md'), text.join('\n'))
}
const failed = [...first, ...second].filter(({ error }) => error !== null)
process.exitCode = failed.length === 0 ? 0 : 1
