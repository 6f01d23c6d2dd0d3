import { ExitCode, KubedrillError } from '../../../contract/errors.ts'

/** No session has this id, or it was stopped. */
export class SessionNotFoundError extends KubedrillError {
  constructor(id: string) {
    super({
      code: 'lab.no-session',
      message: `There is no open lab session ${id}.`,
      remedy: 'Start the lab; `kubedrill lab list` shows the tickets.',
      exit: ExitCode.usage,
    })
  }
}

/** One engine runs one lab at a time. */
export class AnotherLabOpenError extends KubedrillError {
  constructor(ticket: string, engine: string) {
    super({
      code: 'lab.another-open',
      message: `${ticket} is open on ${engine}, which runs one lab at a time.`,
      remedy: 'Finish it, give it up or stop it first.',
      exit: ExitCode.usage,
    })
  }
}

/** Proving labs clears the cluster that an open lab is on. */
export class VerifyWhileOpenError extends KubedrillError {
  constructor(ticket: string, engine: string) {
    super({
      code: 'lab.verify-while-open',
      message: `${ticket} is open on ${engine}; proving labs would clear its cluster.`,
      remedy: 'Finish it, give it up or stop it first, or use another folder with --data.',
      exit: ExitCode.usage,
    })
  }
}

/** The cluster that the lab was on is not there any more. */
export class ClusterGoneError extends KubedrillError {
  constructor(ticket: string) {
    super({
      code: 'lab.cluster-gone',
      message: `The cluster of ${ticket} is gone, and what was done there with it.`,
      remedy: 'Wait until the lab is set up again, broken as at its start; hints and time are kept.',
      exit: ExitCode.environment,
    })
  }
}

/** The act does not fit what the lab is doing. */
export class WrongPhaseError extends KubedrillError {
  constructor(ticket: string, phase: string) {
    super({
      code: 'lab.wrong-phase',
      message: `${ticket} is ${phase}; that is not possible now.`,
      remedy: 'Wait until it is ready, or start it again.',
      exit: ExitCode.usage,
    })
  }
}

/** The debrief tells the cause, so it waits for the end. */
export class NotFinishedError extends KubedrillError {
  constructor(ticket: string) {
    super({
      code: 'lab.not-finished',
      message: `${ticket} was neither solved nor given up yet.`,
      remedy: 'Solve it, or give it up to read what was wrong.',
      exit: ExitCode.usage,
    })
  }
}

/** The lab does not run on the engine that was asked for. */
export class EngineNotOfferedError extends KubedrillError {
  constructor(ticket: string, engine: string, offered: readonly string[]) {
    super({
      code: 'lab.wrong-engine',
      message: `${ticket} does not run on ${engine}.`,
      remedy: `Use ${offered.join(' or ')}.`,
      exit: ExitCode.usage,
    })
  }
}
