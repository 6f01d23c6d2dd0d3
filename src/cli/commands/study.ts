import type { Command } from 'commander'
import { ulid } from 'ulid'
import { ratingSchema, type Rating } from '../../contract/cards.ts'
import { BadRatingError } from '../cli-errors.ts'
import { withApp, type CommandContext, type GlobalOptions } from '../context.ts'
import { table } from '../output/table.ts'
import { when } from '../output/when.ts'
import { readLines } from '../study/read-lines.ts'
import { studyHere } from '../study/study-here.ts'
import { ratingNames } from '../study/rating-names.ts'

export function addStudy(program: Command): void {
  program
    .command('due')
    .description('what is due today')
    .action((_: unknown, command: Command) => withApp(command.optsWithGlobals<GlobalOptions>(), due))
  program
    .command('study')
    .description('study here in the terminal; what was done is printed at the end')
    .option('--topic <id>', 'only cards of this topic')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { topic?: string }>()
      return withApp(options, async ({ app, printer }) => {
        const lines = readLines(process.stdin)
        try {
          const done = await studyHere(app, lines, (text) => process.stderr.write(text), options.topic)
          printer.data({ done }, ({ done: { reviews } }) => [`${reviews} done today.`])
        } finally {
          lines.close()
        }
      })
    })
  program
    .command('review <card> <rating>')
    .description('record a review: again, hard, good, easy or 1 to 4')
    .action((card: string, rating: string, _: unknown, command: Command) =>
      withApp(command.optsWithGlobals<GlobalOptions>(), (context) => review(context, card, rating)),
    )
  program
    .command('undo')
    .description('take back the newest change of a card')
    .action((_: unknown, command: Command) => withApp(command.optsWithGlobals<GlobalOptions>(), undo))
}

async function due({ app, printer, now }: CommandContext): Promise<void> {
  const today = await app.call('study.today', {})
  printer.data(today, ({ counts, done, topics, labs }) => [
    `New ${counts.new}   Learning ${counts.learning}   Due ${counts.due}   (done today: ${done.reviews})`,
    '',
    ...table(
      ['TOPIC', 'NEW', 'LEARNING', 'DUE'],
      topics.map(({ title, counts: of }) => [title, `${of.new}`, `${of.learning}`, `${of.due}`]),
    ),
    ...(labs.length === 0 ? [] : ['']),
    ...table(
      ['LAB', 'DUE', 'TITLE'],
      labs.map(({ ticket, dueAt, title }) => [ticket, when(dueAt, now()), title]),
    ),
  ])
}

async function review({ app, printer, now }: CommandContext, cardId: string, text: string): Promise<void> {
  const rating = readRating(text)
  const { schedule } = await app.call('card.get', { id: cardId })
  const answered = await app.call('study.answer', {
    cardId,
    rating,
    revision: schedule.revision,
    requestId: ulid(),
    durationMs: 0,
  })
  printer.data(answered, ({ schedule: next }) => [`${cardId}: due ${when(next.dueAt, now())}`])
}

async function undo({ app, printer }: CommandContext): Promise<void> {
  const result = await app.call('study.undo', { requestId: ulid() })
  printer.data(result, ({ undone }) => [
    undone === null ? 'There is nothing to take back.' : `${undone.label}: ${undone.cardId}`,
  ])
}

function readRating(text: string): Rating {
  const named = ratingNames.indexOf(text.toLowerCase()) + 1
  const rating = ratingSchema.safeParse(named > 0 ? named : Number(text))
  if (!rating.success) throw new BadRatingError(text)
  return rating.data
}
