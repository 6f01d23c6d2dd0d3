import type { Command } from 'commander'
import { ExitCode } from '../../contract/errors.ts'
import { withApp, type GlobalOptions } from '../context.ts'
import { table } from '../output/table.ts'

/** `kubedrill doctor`: exits 3 when something is missing without which nothing works. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('see what is missing here, and what to do about it')
    .action((_: unknown, command: Command) =>
      withApp(command.optsWithGlobals<GlobalOptions>(), async ({ app, printer }) => {
        const { checks } = await app.call('system.doctor', {})
        printer.data({ checks }, () =>
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
      }),
    )
}
