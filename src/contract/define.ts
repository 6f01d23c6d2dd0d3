import type { z } from 'zod'

/** One call between a door and the core: what goes in, what comes out. */
export interface CallDefinition<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input
  readonly output: Output
}

/** Declares one call; `input` is validated by the callee and `output` types both sides. */
export function defineCall<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): CallDefinition<Input, Output> {
  return { input, output }
}
