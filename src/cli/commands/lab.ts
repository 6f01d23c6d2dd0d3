import { spawn } from 'node:child_process'
import { InvalidArgumentError, type Command } from 'commander'
import { ulid } from 'ulid'
import { ExitCode } from '../../contract/errors.ts'
import { engineIdSchema, type EngineId, type Session } from '../../contract/labs.ts'
import { openLabShell } from '../../app/labs/open-lab-shell.ts'
import { verifyHere } from '../../app/labs/verify-here.ts'
import {
  AttemptNeedsOneLabError,
  InterruptedError,
  LabFailedError,
  NoLabOpenError,
  NotSetUpError,
  SeveralLabsOpenError,
} from '../cli-errors.ts'
import { dataDirOf, printerOf, withApp, type CommandContext, type GlobalOptions } from '../context.ts'
import { sessionLines, verifyLines } from '../output/lab-text.ts'
import { table } from '../output/table.ts'
import { when } from '../output/when.ts'
import { watchTyping } from '../watch-typing.ts'

interface LabOptions extends GlobalOptions {
  readonly lab?: string
  readonly engine?: EngineId
  readonly attempt?: string
  readonly expect?: 'pass' | 'fail'
}

type Act = (context: CommandContext, session: Session) => Promise<Session>

export function addLab(program: Command): void {
  const lab = program.command('lab').description('labs: a broken cluster to repair')
  lab
    .command('list')
    .description('every lab')
    .action((_: unknown, command: Command) => withApp(command.optsWithGlobals<LabOptions>(), list))
  lab
    .command('show <lab>')
    .description('a lab’s ticket and where it can run')
    .action((name: string, _: unknown, command: Command) =>
      withApp(command.optsWithGlobals<LabOptions>(), (context) => show(context, name)),
    )
  lab
    .command('start <lab>')
    .description('set a lab up and break it')
    .option('--engine <engine>', 'kind', readEngine)
    .action((name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<LabOptions>()
      return withApp(options, (context) => start(context, name, options.engine))
    })
  addAct(lab, 'check', 'see whether the network works again; exits 1 when it does not', check)
  addAct(lab, 'hint', 'take the next hint', ({ app }, { id }) =>
    app.call('lab.hint', { session: id, requestId: ulid() }),
  )
  addAct(lab, 'reset', 'bring the broken state back', async (context, { id }) => {
    await context.app.call('lab.reset', { session: id, requestId: ulid() })
    return untilSettled(context, id)
  })
  addAct(lab, 'giveup', 'end the lab with Again and read what was wrong', ({ app }, { id }) =>
    app.call('lab.giveUp', { session: id, requestId: ulid() }),
  )
  addAct(lab, 'status', 'how the open lab stands', async (_, session) => session)
  addAct(lab, 'stop', 'end the lab; its cluster stays for the next', ({ app }, { id }) =>
    app.call('lab.stop', { session: id, requestId: ulid() }),
  )
  lab
    .command('debrief')
    .description('what was wrong, once the lab is solved or given up')
    .option('--lab <ticket>', 'which one, when several are open')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<LabOptions>()
      return withApp(options, (context) => debrief(context, options.lab))
    })
  lab
    .command('shell')
    .description('the lab’s terminal, here')
    .option('--lab <ticket>', 'which one, when several are open')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<LabOptions>()
      return withApp(options, (context) => shell(context, options))
    })
  lab
    .command('verify [labs...]')
    .description('prove labs on an engine: healthy passes, broken fails, solutions pass, cheats fail')
    .option('--engine <engine>', 'kind', readEngine, 'kind')
    .option('--attempt <file>', 'check this repair of one lab instead (steps as .yaml, or a shell script)')
    .option('--expect <outcome>', 'pass or fail, for --attempt', readOutcome)
    .action((names: string[], _: unknown, command: Command) =>
      verify(names, command.optsWithGlobals<LabOptions>()),
    )
}

function addAct(lab: Command, name: string, description: string, act: Act): void {
  lab
    .command(name)
    .description(description)
    .option('--lab <ticket>', 'which one, when several are open')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<LabOptions>()
      return withApp(options, async (context) => {
        const session = await openSession(context, options.lab)
        context.printer.data(await act(context, session), sessionLines)
      })
    })
}

async function list({ app, printer, now }: CommandContext): Promise<void> {
  printer.data(await app.call('lab.list', {}), ({ labs }) =>
    table(
      ['LAB', 'STATUS', 'DUE', 'MINUTES', 'TOPIC', 'TITLE'],
      labs.map(({ ticket, status, dueAt, minutes, topicTitle, title }) => [
        ticket,
        status,
        when(dueAt, now()),
        String(minutes),
        topicTitle,
        title,
      ]),
    ),
  )
}

async function show({ app, printer }: CommandContext, name: string): Promise<void> {
  printer.data(await app.call('lab.get', { lab: name }), ({ ticket, title, briefing, engineStatus }) => [
    `${ticket}  ${title}`,
    '',
    briefing.trim(),
    '',
    ...engineStatus.flatMap(({ id, problems }) =>
      problems.length === 0
        ? [`${id}: can run here`]
        : problems.map(({ message, remedy }) => `${id}: ${message} ${remedy}`),
    ),
  ])
}

async function start(context: CommandContext, name: string, engine: EngineId | undefined): Promise<void> {
  const { app, printer } = context
  const session = await app.call('lab.start', {
    lab: name,
    requestId: ulid(),
    ...(engine === undefined ? {} : { engine }),
  })
  printer.data(await untilSettled(context, session.id), sessionLines)
}

async function check({ app }: CommandContext, { id }: Session): Promise<Session> {
  const session = await app.call('lab.check', { session: id, requestId: ulid() })
  if (session.phase !== 'passed') process.exitCode = ExitCode.notPassed
  return session
}

async function debrief(context: CommandContext, ticket: string | undefined): Promise<void> {
  const { id } = await openSession(context, ticket)
  context.printer.data(await context.app.call('lab.debrief', { session: id }), (told) => [
    told.cause.trim(),
    '',
    told.evidence.trim(),
    '',
    ...told.commands.map(({ command, shows }) => `$ ${command}\n    ${shows}`),
    '',
    ...told.solutions.flatMap(({ title, body }) => [title, body.trim(), '']),
  ])
}

/** The session, once it is no longer being set up. Steps go to standard error; a failure is thrown. */
async function untilSettled(context: CommandContext, id: string): Promise<Session> {
  const { app, printer } = context
  const { promise, resolve } = Promise.withResolvers<Session>()
  let told = ''
  const look = (session: Session): void => {
    if (session.id !== id) return
    const step = session.progress?.step ?? ''
    if (step !== '' && step !== told) printer.note(step)
    told = step
    if (session.phase !== 'starting' && session.phase !== 'resetting') resolve(session)
  }
  const leave = app.subscribe((event) => {
    if (event.event === 'lab.changed') look(event.session)
  })
  try {
    look(await app.call('lab.session', { session: id }))
    const session = await promise
    const { problem } = session
    if (problem !== null) throw new LabFailedError({ ...problem, exit: ExitCode.environment })
    return session
  } finally {
    leave()
  }
}

async function openSession({ app }: CommandContext, ticket: string | undefined): Promise<Session> {
  const { sessions } = await app.call('lab.sessions', {})
  const fitting = sessions.filter(
    (session) => ticket === undefined || session.ticket === ticket.toUpperCase(),
  )
  const [only, another] = fitting
  if (only === undefined) throw new NoLabOpenError()
  if (another !== undefined) throw new SeveralLabsOpenError(fitting.map((session) => session.ticket))
  return only
}

async function shell(context: CommandContext, options: LabOptions): Promise<void> {
  const session = await openSession(context, options.lab)
  // Until it is set up there is nothing to work on.
  if (!['ready', 'checking', 'passed', 'gaveUp'].includes(session.phase)) throw new NotSetUpError(session)
  const { file, args, env, cwd } = await openLabShell({
    dataDir: dataDirOf(options),
    engine: session.engine,
    ticket: session.ticket,
    environment: process.env,
  })
  const child = spawn(file, [...args], { env, cwd, stdio: 'inherit' })
  // Ctrl-C is the shell's, and this process outlives it.
  process.on('SIGINT', () => undefined)
  const leave = watchTyping(() => {
    // The clock of the lab counts work; a sign that is lost is made good by the next one.
    void context.app.call('lab.activity', { session: session.id }).catch(() => undefined)
  })
  try {
    process.exitCode = await new Promise<number>((ended, failed) => {
      child.once('error', failed)
      child.once('exit', (code) => {
        ended(code ?? 0)
      })
    })
  } finally {
    leave()
  }
}

async function verify(names: readonly string[], options: LabOptions): Promise<void> {
  const { attempt, expect, engine = 'kind' } = options
  const printer = printerOf(options)
  const [only, another] = names
  if (attempt !== undefined && (only === undefined || another !== undefined || expect === undefined)) {
    throw new AttemptNeedsOneLabError()
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort(new InterruptedError())
    })
  }
  const reports = await verifyHere({
    names,
    engine,
    dataDir: dataDirOf(options),
    environment: process.env,
    attempt: attempt === undefined || expect === undefined ? null : { file: attempt, expect },
    tell: (line) => {
      printer.note(line)
    },
    cancel: stop.signal,
  })
  printer.data({ proven: reports.every(({ proven }) => proven), reports }, verifyLines)
  if (reports.some(({ proven }) => !proven)) process.exitCode = ExitCode.notPassed
}

function readEngine(text: string): EngineId {
  const engine = engineIdSchema.safeParse(text)
  if (!engine.success) throw new InvalidArgumentError(`One of ${engineIdSchema.options.join(', ')}.`)
  return engine.data
}

function readOutcome(text: string): 'pass' | 'fail' {
  if (text !== 'pass' && text !== 'fail') throw new InvalidArgumentError('pass or fail.')
  return text
}
