import { ExitCode, KubedrillError } from '../../contract/errors.ts'

/** The card changed since the caller saw it: another door, or a key pressed twice. */
export class StaleCardError extends KubedrillError {
  constructor(cardId: string) {
    super({
      code: 'study.stale-card',
      message: `Card ${cardId} was changed since it was shown.`,
      remedy: 'Nothing was recorded; the next card comes with its present schedule.',
      exit: ExitCode.usage,
    })
  }
}

/** A request id was used before, for something else. */
export class RequestReusedError extends KubedrillError {
  constructor(requestId: string) {
    super({
      code: 'study.request-reused',
      message: `The request id ${requestId} was used before for another change.`,
      remedy: 'Make a new id for each change; only a retry keeps its id.',
      exit: ExitCode.usage,
    })
  }
}

export class UnknownCardError extends KubedrillError {
  constructor(cardId: string) {
    super({
      code: 'study.unknown-card',
      message: `There is no card ${cardId}.`,
      remedy: 'Find its id with `kubedrill card search`.',
      exit: ExitCode.usage,
    })
  }
}

/** A lab's review is no longer the last thing that happened to its card. */
export class GradeSettledError extends KubedrillError {
  constructor() {
    super({
      code: 'study.grade-settled',
      message: 'This grade cannot be changed any more: the lab was graded again since.',
      remedy: 'Change the grade of the newest attempt.',
      exit: ExitCode.usage,
    })
  }
}
