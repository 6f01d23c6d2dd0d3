import { Command, CommanderError } from 'commander'
import { programVersion } from '../app/version.ts'
import { ExitCode, toErrorPayload } from '../contract/errors.ts'
import { UsageError } from './cli-errors.ts'
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
  .exitOverride()

for (const add of [addServe, addStudy, addProgress, addCurriculum, addLab, addCluster, addDoctor])
  add(program)
// Every error is printed in one place and one form; see told().
for (const command of [program, ...allCommands(program)]) {
  command.exitOverride().configureOutput({ outputError: () => undefined })
}

// A reader that has seen enough (`kubedrill card list | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? ExitCode.done : ExitCode.internal)
})

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = told(error)
}

/** Says what went wrong, one sentence and the remedy (as JSON with --json), and answers the exit code. */
function told(error: unknown): number {
  // Help and the version are printed already; without a command, help is what a mistake gets.
  if (error instanceof CommanderError && /^commander\.(?:help|version)/.test(error.code))
    return error.exitCode === 0 ? ExitCode.done : ExitCode.usage
  const payload = toErrorPayload(error instanceof CommanderError ? new UsageError(error.message) : error)
  const text = process.argv.includes('--json')
    ? JSON.stringify({ error: payload })
    : `kubedrill: ${payload.message}${payload.remedy === '' ? '' : ` ${payload.remedy}`}`
  process.stderr.write(`${text}\n`)
  return payload.exit === ExitCode.done ? ExitCode.internal : payload.exit
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)])
}
