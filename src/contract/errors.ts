import { z } from 'zod'

/** What a process should exit with when an error ends it; see DESIGN 'Command line'. */
export const ExitCode = {
  done: 0,
  notPassed: 1,
  usage: 2,
  environment: 3,
  internal: 4,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

const exitCodeSchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/** An error as it crosses a door: the same four fields on every side. */
export const errorSchema = z.object({
  /** Stable, machine-readable, dotted kebab-case: `kind.docker-not-running`. Never reused for another meaning. */
  code: z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/),
  /** One sentence for a person, with the facts of this case in it. */
  message: z.string(),
  /** What the person can do about it, in one sentence; empty only for internal errors. */
  remedy: z.string(),
  exit: exitCodeSchema,
})
export type ErrorPayload = z.infer<typeof errorSchema>

/** Base of every error that a person may see. Subclass it beside the code that throws it. */
export class KubedrillError extends Error {
  readonly code: string
  readonly remedy: string
  readonly exit: ExitCode

  constructor(payload: ErrorPayload, options?: { cause?: unknown }) {
    super(payload.message, options)
    this.name = new.target.name
    this.code = payload.code
    this.remedy = payload.remedy
    this.exit = payload.exit
  }
}

/**
 * The payload that carries `error` over a wire. Anything that is not a {@link KubedrillError} becomes `internal`
 * (exit 4) with its message kept, so that no failure is silent and no stack leaves the process.
 */
export function toErrorPayload(error: unknown): ErrorPayload {
  if (error instanceof KubedrillError) {
    return { code: error.code, message: error.message, remedy: error.remedy, exit: error.exit }
  }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: `Something went wrong inside kubedrill: ${message}`,
    remedy: 'Run `kubedrill doctor`; if it finds nothing, report this with the command that you ran.',
    exit: ExitCode.internal,
  }
}

/** The error that a caller throws for a payload that came over a wire. */
export function fromErrorPayload(payload: ErrorPayload): KubedrillError {
  return new KubedrillError(payload)
}
