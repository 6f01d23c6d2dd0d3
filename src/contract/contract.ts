import { z } from 'zod'
import { clusterCalls } from './clusters.ts'
import { curriculumCalls } from './curriculum.ts'
import { labCalls, sessionSchema, engineIdSchema } from './labs.ts'
import { studyCalls } from './study.ts'
import { systemCalls } from './system.ts'
import { terminalCalls } from './terminals.ts'

/** Every call between a door and the core: desktop, browser door and command line use these and no others. */
export const contract = {
  ...studyCalls,
  ...curriculumCalls,
  ...labCalls,
  ...clusterCalls,
  ...terminalCalls,
  ...systemCalls,
}
export type Contract = typeof contract
export type CallName = keyof Contract
/** What a caller passes. */
export type CallInput<N extends CallName> = z.input<Contract[N]['input']>
/** What a handler receives, defaults filled in. */
export type CallArguments<N extends CallName> = z.output<Contract[N]['input']>
export type CallOutput<N extends CallName> = z.output<Contract[N]['output']>

/** One function per call; `Names` narrows it to a module's own. */
export type Handlers<Names extends CallName = CallName> = {
  [N in Names]: (input: CallArguments<N>) => Promise<CallOutput<N>>
}

/** Whether `name` is a call of the contract (an own key: never a name of Object.prototype). */
export function isCallName(name: string): name is CallName {
  return Object.hasOwn(contract, name)
}

/** What the core tells its doors without being asked. */
export const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('lab.changed'), session: sessionSchema }),
  z.object({
    event: z.literal('cluster.progress'),
    engine: engineIdSchema,
    step: z.string(),
    fraction: z.number().min(0).max(1).nullable(),
  }),
  /** Cards, schedules or settings changed, through any door. */
  z.object({ event: z.literal('study.changed') }),
  z.object({ event: z.literal('terminal.changed'), session: z.string() }),
])
export type AppEvent = z.infer<typeof eventSchema>
