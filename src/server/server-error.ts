import { ExitCode, KubedrillError } from '../contract/errors.ts'

/** The door turned a request away. */
export class RefusedError extends KubedrillError {
  readonly status: 400 | 401 | 403 | 404 | 413 | 415

  constructor(status: RefusedError['status'], code: string, message: string, remedy: string) {
    super({ code, message, remedy, exit: ExitCode.usage })
    this.status = status
  }
}

/** The port is taken, or may not be used. */
export class PortError extends KubedrillError {
  constructor(port: number, cause: Error) {
    super(
      {
        code: 'server.port',
        message: `Port ${port} cannot be used: ${cause.message}.`,
        remedy: 'Choose another with --port, or leave it out for one that is free.',
        exit: ExitCode.environment,
      },
      { cause },
    )
  }
}
