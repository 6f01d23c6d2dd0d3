import { InvalidArgumentError, type Command } from 'commander'
import { withApp, type GlobalOptions } from '../context.ts'
import { table } from '../output/table.ts'

export function addProgress(program: Command): void {
  program
    .command('stats')
    .description('cards, reviews and true retention')
    .action((_: unknown, command: Command) =>
      withApp(command.optsWithGlobals<GlobalOptions>(), async ({ app, printer }) => {
        const stats = await app.call('progress.stats', {})
        printer.data(stats, ({ cards, reviews, trueRetention, desiredRetention, labs }) => [
          ...table(
            ['CARDS', 'NEW', 'LEARNING', 'YOUNG', 'MATURE', 'SUSPENDED', 'LEECHES'],
            [
              [
                cards.total,
                cards.new,
                cards.learning,
                cards.young,
                cards.mature,
                cards.suspended,
                cards.leeches,
              ].map(String),
            ],
          ),
          '',
          `Reviews: ${reviews.total} in all, ${reviews.last30Days} in the last 30 days`,
          `True retention, 30 days: ${percent(trueRetention.all)} (desired ${percent(desiredRetention)})`,
          `Labs solved: ${labs.solved} of ${labs.total}`,
        ])
      }),
    )
  program
    .command('forecast')
    .description('cards that fall due per day')
    .option('--days <number>', 'how many days', readDays, 14)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { days: number }>()
      return withApp(options, async ({ app, printer }) => {
        const forecast = await app.call('progress.forecast', { days: options.days })
        printer.data(forecast, ({ days }) =>
          table(
            ['DAY', 'DUE'],
            days.map(({ day, due }) => [day, String(due)]),
          ),
        )
      })
    })
}

function percent(share: number | null): string {
  return share === null ? 'none yet' : `${(share * 100).toFixed(1)} %`
}

function readDays(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 365) throw new InvalidArgumentError('1 to 365.')
  return days
}
