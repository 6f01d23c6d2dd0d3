import { z } from 'zod'
import { defineCall } from './define.ts'

export const terminalSchema = z.object({
  id: z.string(),
  session: z.string(),
  title: z.string(),
  cols: z.number().int(),
  rows: z.number().int(),
  /** Null while the shell runs. */
  exitCode: z.number().int().nullable(),
})
export type Terminal = z.infer<typeof terminalSchema>

const size = { cols: z.number().int().min(2).max(1000), rows: z.number().int().min(1).max(1000) }

export const terminalCalls = {
  /** Opens a shell pinned to the session's cluster. `shell` is a path or a name on PATH; default the user's own. */
  'terminal.open': defineCall(
    z.object({ session: z.string(), ...size, shell: z.string().optional() }),
    terminalSchema,
  ),
  'terminal.list': defineCall(
    z.object({ session: z.string() }),
    z.object({ terminals: z.array(terminalSchema) }),
  ),
  'terminal.rename': defineCall(
    z.object({ terminal: z.string(), title: z.string().min(1).max(60) }),
    terminalSchema,
  ),
  'terminal.close': defineCall(z.object({ terminal: z.string() }), z.object({})),
}

/** Flow control, in UTF-16 code units of output: the host stops reading the shell above `high` that the viewer has not
 * acknowledged and reads again below `low`; the viewer acknowledges every `ack`. (The figures are VS Code's.) */
export const terminalFlow = { high: 100_000, low: 5_000, ack: 5_000 } as const

/** What a viewer sends on an attached terminal. */
export const terminalInputSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('input'), data: z.string().max(1_000_000) }),
  z.object({ type: z.literal('resize'), ...size }),
  z.object({ type: z.literal('ack'), chars: z.number().int().positive() }),
])
export type TerminalInput = z.infer<typeof terminalInputSchema>

/** What a viewer receives: first one `replay` that redraws the screen, then output as it comes, last the exit. */
export const terminalOutputSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('replay'), data: z.string(), ...size }),
  z.object({ type: z.literal('output'), data: z.string() }),
  z.object({ type: z.literal('exit'), exitCode: z.number().int() }),
])
export type TerminalOutput = z.infer<typeof terminalOutputSchema>
