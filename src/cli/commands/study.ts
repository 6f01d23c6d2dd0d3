import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { ulid } from 'ulid'
import { ratingSchema, type CardView, type Rating } from '../../contract/cards.ts'
import type { StudyItem } from '../../contract/study.ts'
import { BadRatingError } from '../cli-errors.ts'
import { withApp, type CommandContext, type GlobalOptions } from '../context.ts'
import { answerText, questionText } from '../output/card-text.ts'
import { table } from '../output/table.ts'
import { when } from '../output/when.ts'

const names = ['again', 'hard', 'good', 'easy']

export function addStudy(program: Command): void {
  program
    .command('due')
    .description('what is due today')
    .action((_: unknown, command: Command) => withApp(command.optsWithGlobals<GlobalOptions>(), due))
  program
    .command('study')
    .description('study here in the terminal')
    .option('--topic <id>', 'only cards of this topic')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { topic?: string }>()
      return withApp(options, (context) => study(context, options.topic))
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

/** Question, Enter, answer, a number: until nothing is left or `q`. */
async function study({ app, printer }: CommandContext, topic: string | undefined): Promise<void> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    for (;;) {
      const next = await app.call('study.next', topic === undefined ? {} : { topic })
      if (next.item === null) {
        printer.data({ done: next.done }, ({ done }) => [
          `Nothing is left for now; ${done.reviews} done today.`,
        ])
        return
      }
      printer.note(`\n[new ${next.counts.new}, learning ${next.counts.learning}, due ${next.counts.due}]`)
      const rating = await ask(reader, next.item)
      if (rating === null) return
      await app.call('study.answer', {
        cardId: next.item.card.id,
        rating: rating.rating,
        revision: next.item.schedule.revision,
        requestId: ulid(),
        durationMs: rating.durationMs,
      })
    }
  } finally {
    reader.close()
  }
}

async function ask(
  reader: ReturnType<typeof createInterface>,
  { card, choices }: StudyItem,
): Promise<{ rating: Rating; durationMs: number } | null> {
  const began = performance.now()
  process.stderr.write(`\n${questionText(card)}\n\n`)
  if ((await reader.question('Enter shows the answer, q ends: ')).trim() === 'q') return null
  process.stderr.write(`\n${answerText(card)}\n\n${why(card)}\n\n`)
  const labels = choices.map(({ rating, label }) => `${rating} ${names[rating - 1] ?? ''} ${label}`)
  for (;;) {
    const typed = (await reader.question(`${labels.join('   ')}   q ends: `)).trim()
    if (typed === 'q') return null
    const rating = ratingSchema.safeParse(Number(typed))
    if (rating.success) return { rating: rating.data, durationMs: performance.now() - began }
  }
}

function why(card: CardView): string {
  return card.why
}

function readRating(text: string): Rating {
  const named = names.indexOf(text.toLowerCase()) + 1
  const rating = ratingSchema.safeParse(named > 0 ? named : Number(text))
  if (!rating.success) throw new BadRatingError(text)
  return rating.data
}
