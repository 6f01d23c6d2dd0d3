import { z } from 'zod'
import { contract, type CallName, type CallOutput } from '../../contract/contract.ts'
import { errorSchema, fromErrorPayload, KubedrillError } from '../../contract/errors.ts'

const answerSchema = z.union([z.object({ error: errorSchema }), z.object({ result: z.unknown() })])

/**
 * The result that an answer carries, checked against the contract.
 * Throws the error it carries, or `client.bad-answer` when it is neither.
 */
export function unwrap<N extends CallName>(name: N, answer: unknown): CallOutput<N> {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) throw badAnswer(name, 'neither a result nor an error')
  if ('error' in parsed.data) throw fromErrorPayload(parsed.data.error)
  const output: z.ZodType = contract[name].output
  const result = output.safeParse(parsed.data.result)
  if (!result.success) throw badAnswer(name, z.prettifyError(result.error))
  return result.data as CallOutput<N>
}

export class ConnectionLostError extends KubedrillError {
  constructor() {
    super({
      code: 'client.connection-lost',
      message: 'The program does not answer: it was stopped, or it is starting again.',
      remedy: 'Start it again with `kubedrill serve`; this page comes back by itself.',
      exit: 3,
    })
  }
}

function badAnswer(name: string, detail: string): KubedrillError {
  return new KubedrillError({
    code: 'client.bad-answer',
    message: `The answer to ${name} was not what this page understands: ${detail}`,
    remedy: 'Reload the page; the program may have been updated while it was open.',
    exit: 4,
  })
}
