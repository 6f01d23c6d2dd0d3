import { agreementTable, failureLines } from './compare/report.ts'
import { replay } from './replay-cluster.ts'
import { readArguments } from './arguments.ts'

/** `node test/fidelity/replay.ts --kubeconfig FILE [--only SCENARIO]…`: exit code 1 when the cluster and the recordings disagree. */
const start = performance.now()
const { judgement, runs } = await replay({
  ...readArguments(process.argv.slice(2)),
  done: ({ scenario, seconds, error }) =>
    process.stderr.write(
      `${seconds.toFixed(1).padStart(6)} s  ${scenario.name}${error === null ? '' : `: ${error}`}\n`,
    ),
})
const broken = runs.filter(({ error }) => error !== null)
const seconds = ((performance.now() - start) / 1000).toFixed(1)
const lines = [
  ...failureLines(judgement),
  '',
  ...agreementTable(judgement),
  '',
  `${runs.length} scenarios in ${seconds} s`,
]
process.stdout.write(`${lines.join('\n')}\n`)
process.exitCode = judgement.failures.length + judgement.stale.length + broken.length === 0 ? 0 : 1
