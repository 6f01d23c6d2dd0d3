import type { Command } from 'commander'
import { resolve } from 'node:path'
import { lintFolder } from '../../app/curriculum/lint-folder.ts'
import { ExitCode } from '../../contract/errors.ts'
import { printerOf, withApp, type GlobalOptions } from '../context.ts'
import { answerText, questionText } from '../output/card-text.ts'
import { table } from '../output/table.ts'
import { when } from '../output/when.ts'

export function addCurriculum(program: Command): void {
  const topic = program.command('topic').description('topics')
  topic
    .command('list')
    .description('every topic')
    .action((_: unknown, command: Command) =>
      withApp(command.optsWithGlobals<GlobalOptions>(), async ({ app, printer }) => {
        printer.data(await app.call('topic.list', {}), ({ topics }) =>
          table(
            ['TOPIC', 'CARDS', 'LABS', 'TITLE'],
            topics.map(({ id, cards, labs, title }) => [id, `${cards}`, labs.join(' '), title]),
          ),
        )
      }),
    )
  topic
    .command('show <id>')
    .description('a topic’s page')
    .action((id: string, _: unknown, command: Command) =>
      withApp(command.optsWithGlobals<GlobalOptions>(), async ({ app, printer }) => {
        printer.data(await app.call('topic.get', { id }), ({ title, body }) => [`# ${title}`, '', body])
      }),
    )
  const card = program.command('card').description('study cards')
  card
    .command('list')
    .description('every card')
    .option('--topic <id>', 'only cards of this topic')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { topic?: string }>()
      return withApp(options, async ({ app, printer, now }) => {
        const list = await app.call('card.list', options.topic === undefined ? {} : { topic: options.topic })
        printer.data(list, ({ cards }) =>
          table(
            ['CARD', 'TYPE', 'DUE', 'QUESTION'],
            cards.map(({ id, type, schedule, prompt }) => [id, type, when(schedule.dueAt, now()), prompt]),
          ),
        )
      })
    })
  card
    .command('show <id>')
    .description('a card, its answer and its schedule')
    .action((id: string, _: unknown, command: Command) =>
      withApp(command.optsWithGlobals<GlobalOptions>(), async ({ app, printer, now }) => {
        printer.data(await app.call('card.get', { id }), ({ card: view, schedule }) => [
          questionText(view),
          '',
          answerText(view),
          '',
          view.why,
          '',
          `${schedule.state}, due ${when(schedule.dueAt, now())}, ${schedule.reps} reviews, ${schedule.lapses} lapses`,
        ])
      }),
    )
  card
    .command('search <query...>')
    .description('cards with all of these words')
    .action((query: string[], _: unknown, command: Command) =>
      withApp(command.optsWithGlobals<GlobalOptions>(), async ({ app, printer }) => {
        printer.data(await app.call('card.search', { query: query.join(' ') }), ({ cards }) =>
          table(
            ['CARD', 'TYPE', 'QUESTION'],
            cards.map(({ id, type, prompt }) => [id, type, prompt]),
          ),
        )
      }),
    )
  program
    .command('content')
    .description('the curriculum’s files')
    .command('lint [dir]')
    .description('check topics, cards and labs; exits 1 when something is wrong')
    .action(async (dir: string | undefined, _: unknown, command: Command) => {
      const printer = printerOf(command.optsWithGlobals<GlobalOptions>())
      const problems = await lintFolder(dir === undefined ? null : resolve(dir))
      printer.data({ problems }, () =>
        problems.map(
          ({ file, line, column, code, message, remedy }) =>
            `${file}:${line}:${column} ${code}: ${message} ${remedy}`,
        ),
      )
      if (problems.length > 0) process.exitCode = ExitCode.notPassed
      else printer.note('The content has no faults.')
    })
}
