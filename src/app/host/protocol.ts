import { z } from 'zod'
import { eventSchema } from '../../contract/contract.ts'
import { errorSchema } from '../../contract/errors.ts'
import { terminalInputSchema, terminalOutputSchema } from '../../contract/terminals.ts'

/** Raised when frames change their meaning, so that an old host and a new door do not misread each other. */
export const protocolVersion = 1

const id = z.int().nonnegative()
const stream = z.int().nonnegative()

/** What a door sends to the lab host, one JSON object per line. The first frame must be `hello`. */
export const doorFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), protocol: z.number(), token: z.string().max(200) }),
  z.strictObject({ type: z.literal('call'), id, call: z.string().max(100), input: z.unknown() }),
  z.strictObject({ type: z.literal('attach'), id, stream, terminal: z.string().max(200) }),
  z.strictObject({ type: z.literal('input'), stream, message: terminalInputSchema }),
  z.strictObject({ type: z.literal('detach'), stream }),
  z.strictObject({ type: z.literal('ping'), id }),
])
export type DoorFrame = z.input<typeof doorFrameSchema>

/** What the lab host sends to a door. */
export const hostFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('welcome'), pid: z.int() }),
  /** Said before the host hangs up on a door. */
  z.strictObject({ type: z.literal('refused'), error: errorSchema }),
  z.strictObject({ type: z.literal('result'), id, result: z.unknown() }),
  z.strictObject({ type: z.literal('error'), id, error: errorSchema }),
  z.strictObject({ type: z.literal('event'), event: eventSchema }),
  z.strictObject({ type: z.literal('output'), stream, message: terminalOutputSchema }),
  z.strictObject({ type: z.literal('pong'), id }),
])
export type HostFrame = z.input<typeof hostFrameSchema>
