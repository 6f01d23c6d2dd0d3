import type { Command } from 'commander'
import { systemClock } from '../../app/system-clock.ts'
import { examineHere } from '../../app/system/examine-here.ts'
import { ExitCode } from '../../contract/errors.ts'
import { dataDirOf, hostStarterHere, printerOf, type GlobalOptions } from '../context.ts'
import { table } from '../output/table.ts'

/** `kubedrill doctor`: exits 3 when something is missing without which nothing works. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('see what is missing here, and what to do about it')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const checks = await examineHere({
        dataDir: dataDirOf(options),
        environment: process.env,
        clock: systemClock,
        hostStarter: hostStarterHere(),
      })
      printerOf(options).data({ checks }, () =>
        table(
          ['', 'WHAT', 'FOUND'],
          checks.map(({ state, name, found, remedy }) => [
            state,
            name,
            remedy === '' ? found : `${found} ${remedy}`,
          ]),
          // A remedy is of no use when it is cut.
          Number.POSITIVE_INFINITY,
        ),
      )
      if (checks.some(({ state }) => state === 'missing')) process.exitCode = ExitCode.environment
    })
}
