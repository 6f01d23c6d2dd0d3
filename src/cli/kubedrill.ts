import { Command, CommanderError } from 'commander'
import { programVersion } from '../app/version.ts'
import { ExitCode, toErrorPayload } from '../contract/errors.ts'
import { addCluster } from './commands/cluster.ts'
import { addCurriculum } from './commands/curriculum.ts'
import { addDoctor } from './commands/doctor.ts'
import { addLab } from './commands/lab.ts'
import { addProgress } from './commands/progress.ts'
import { addServe } from './commands/serve.ts'
import { addStudy } from './commands/study.ts'

const program = new Command('kubedrill')
  .description('Learn Kubernetes networking by recall and repair.')
  .version(programVersion())
  .option(
    '--data <dir>',
    'folder for everything that is written (default: the platform’s own, or KUBEDRILL_DATA)',
  )
  .option('--json', 'print data as JSON')
  .showHelpAfterError('(kubedrill --help tells more)')
  .exitOverride()

for (const add of [addServe, addStudy, addProgress, addCurriculum, addLab, addCluster, addDoctor])
  add(program)
for (const command of allCommands(program)) command.exitOverride()

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = told(error)
}

/** Says what went wrong, one sentence and the remedy (as JSON with --json), and answers the exit code. */
function told(error: unknown): number {
  // Commander has said its own already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.done : ExitCode.usage
  const payload = toErrorPayload(error)
  const text = process.argv.includes('--json')
    ? JSON.stringify({ error: payload })
    : `kubedrill: ${payload.message}${payload.remedy === '' ? '' : ` ${payload.remedy}`}`
  process.stderr.write(`${text}\n`)
  return payload.exit === ExitCode.done ? ExitCode.internal : payload.exit
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)])
}
