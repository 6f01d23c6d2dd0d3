import { z } from 'zod'
import { ratingSchema } from '../../../contract/cards.ts'
import { engineIdSchema, objectiveStateSchema, phaseSchema, problemSchema } from '../../../contract/labs.ts'

/** A lab session as it is kept between processes. Times are epoch ms. */
export const sessionStateSchema = z.object({
  id: z.string(),
  labId: z.string(),
  engine: engineIdSchema,
  /** The cluster that it was set up on. */
  cluster: z.string().nullable().default(null),
  phase: phaseSchema,
  problem: problemSchema.nullable(),
  variables: z.record(z.string(), z.string()),
  goals: z.record(z.string(), z.object({ state: objectiveStateSchema, observed: z.string().optional() })),
  hintsTaken: z.array(z.number().int()),
  diagnosis: z.string().nullable(),
  failedChecks: z.number().int(),
  time: z.object({ settledMs: z.number(), lastSignAt: z.number().nullable() }),
  startedAt: z.number(),
  result: z
    .object({
      rating: ratingSchema,
      reason: z.string(),
      overruled: z.boolean(),
      reviewId: z.string(),
      dueAt: z.number(),
      choices: z.array(z.object({ rating: ratingSchema, label: z.string(), dueAt: z.number() })),
    })
    .nullable(),
  /** Acts that were done, so that a repeated one is not done again. */
  requests: z.array(z.string()),
})
export type SessionState = z.infer<typeof sessionStateSchema>

/** How many acts a session remembers; a retry comes within seconds. */
const rememberedRequests = 50

export function newSessionState(
  fields: Pick<SessionState, 'id' | 'labId' | 'engine' | 'variables' | 'startedAt'>,
): SessionState {
  return {
    ...fields,
    cluster: null,
    phase: 'starting',
    problem: null,
    goals: {},
    hintsTaken: [],
    diagnosis: null,
    failedChecks: 0,
    time: { settledMs: 0, lastSignAt: null },
    result: null,
    requests: [],
  }
}

export function withRequest(state: SessionState, requestId: string): SessionState {
  return { ...state, requests: [...state.requests, requestId].slice(-rememberedRequests) }
}

/** Whether nothing more can happen to the lab itself. */
export function isFinished({ phase }: Pick<SessionState, 'phase'>): boolean {
  return phase === 'passed' || phase === 'gaveUp' || phase === 'failed' || phase === 'stopped'
}
