import { ExitCode, KubedrillError } from '../../contract/errors.ts'

export class TerminalNotFound extends KubedrillError {
  constructor(terminal: string) {
    super({
      code: 'terminal.not-found',
      message: `There is no terminal ${JSON.stringify(terminal.slice(0, 80))}; it was closed, or its lab has ended.`,
      remedy: 'Open a new terminal in the lab.',
      exit: ExitCode.usage,
    })
  }
}

export class TooManyTerminals extends KubedrillError {
  constructor(limit: number) {
    super({
      code: 'terminal.too-many-open',
      message: `This lab already has ${limit} terminals.`,
      remedy: 'Close one that you no longer need and try again.',
      exit: ExitCode.usage,
    })
  }
}
