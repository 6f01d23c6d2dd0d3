import { ExitCode, KubedrillError } from '../contract/errors.ts'

/** The line that was typed is no command; `said` is Commander's own sentence. */
export class UsageError extends KubedrillError {
  constructor(said: string) {
    const sentence = said
      .replace(/^error: /, '')
      .replaceAll(/\s*\n\s*/g, '. ')
      .replace(/^./, (first) => first.toUpperCase())
    super({
      code: 'cli.usage',
      message: /[.?)]$/.test(sentence) ? sentence : `${sentence}.`,
      remedy: 'See `kubedrill help`.',
      exit: ExitCode.usage,
    })
  }
}

export class BadRatingError extends KubedrillError {
  constructor(text: string) {
    super({
      code: 'cli.bad-rating',
      message: `${text} is no rating.`,
      remedy: 'Use again, hard, good, easy, or 1 to 4.',
      exit: ExitCode.usage,
    })
  }
}

export class NoLabOpenError extends KubedrillError {
  constructor() {
    super({
      code: 'cli.no-lab-open',
      message: 'No lab is open.',
      remedy: 'Start one with `kubedrill lab start TICKET`.',
      exit: ExitCode.usage,
    })
  }
}

export class NotSetUpError extends KubedrillError {
  constructor({ ticket, phase }: { readonly ticket: string; readonly phase: string }) {
    super({
      code: 'cli.lab-not-set-up',
      message: `${ticket} is ${phase}, so there is no terminal yet.`,
      remedy: 'See `kubedrill lab status`, and wait or start it again.',
      exit: ExitCode.usage,
    })
  }
}

export class SeveralLabsOpenError extends KubedrillError {
  constructor(tickets: readonly string[]) {
    super({
      code: 'cli.several-labs-open',
      message: `Several labs are open: ${tickets.join(', ')}.`,
      remedy: 'Name one with --lab TICKET.',
      exit: ExitCode.usage,
    })
  }
}

export class LabFailedError extends KubedrillError {}

export class NoClusterError extends KubedrillError {
  constructor(engine: string) {
    super({
      code: 'cli.no-cluster',
      message: `There is no ${engine} cluster.`,
      remedy: 'Make one with `kubedrill cluster up`.',
      exit: ExitCode.environment,
    })
  }
}

export class AttemptNeedsOneLabError extends KubedrillError {
  constructor() {
    super({
      code: 'cli.attempt-needs-one-lab',
      message: '--attempt checks the repair of one lab.',
      remedy: 'Name exactly one lab, and --expect pass or fail.',
      exit: ExitCode.usage,
    })
  }
}

export class InterruptedError extends KubedrillError {
  constructor() {
    super({
      code: 'cli.interrupted',
      message: 'It was interrupted before it was done.',
      remedy: 'Run it again; the cluster is still there.',
      exit: ExitCode.notPassed,
    })
  }
}
