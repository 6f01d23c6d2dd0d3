import { ExitCode, KubedrillError } from '../../contract/errors.ts'

/** A call was under way when the lab host ended. */
export class HostRestarted extends KubedrillError {
  constructor() {
    super({
      code: 'host.restarted',
      message:
        'The process that runs the labs ended and was started again; what you asked for may not have been done.',
      remedy: 'Look at the lab, which was restored, and try again.',
      exit: ExitCode.internal,
    })
  }
}

export class HostStartFailed extends KubedrillError {
  constructor(detail: string, logFile: string) {
    super({
      code: 'host.start-failed',
      message: `The process that runs the labs did not start: ${detail}`,
      remedy: `Read ${logFile}, then try again.`,
      exit: ExitCode.environment,
    })
  }
}

export class HostRefused extends KubedrillError {
  constructor(reason: string) {
    super({
      code: 'host.refused',
      message: `The process that runs the labs refused this program: ${reason}`,
      remedy: 'Close every kubedrill of this data folder, then start it again.',
      exit: ExitCode.environment,
    })
  }
}

export class HostClosed extends KubedrillError {
  constructor() {
    super({
      code: 'host.closed',
      message: 'This door is closing and makes no more calls.',
      remedy: 'Start kubedrill again.',
      exit: ExitCode.internal,
    })
  }
}

export class NotAHostCall extends KubedrillError {
  constructor(call: string) {
    super({
      code: 'call.unknown',
      message: `The lab host has no call named ${JSON.stringify(call.slice(0, 80))}.`,
      remedy: 'Close every kubedrill of this data folder and start it again, so that all are of one version.',
      exit: ExitCode.usage,
    })
  }
}

export class InvalidCallInput extends KubedrillError {
  constructor(call: string, detail: string) {
    super({
      code: 'call.invalid-input',
      message: `${call} was called with input that it does not take: ${detail}`,
      remedy: 'Correct the named field and try again.',
      exit: ExitCode.usage,
    })
  }
}

/** The folder of the socket is not this user's alone. */
export class UnsafeHostFolder extends KubedrillError {
  constructor(folder: string, detail: string) {
    super({
      code: 'host.unsafe-folder',
      message: `${folder} can not hold the lab host's socket: ${detail}.`,
      remedy: `Remove ${folder} or make it yours alone (chmod 700), then try again.`,
      exit: ExitCode.environment,
    })
  }
}
