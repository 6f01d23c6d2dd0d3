import { z } from 'zod'
import { ratingSchema } from './cards.ts'
import { defineCall } from './define.ts'
import { requestIdSchema } from './study.ts'

export const engineIdSchema = z.enum(['embedded', 'kind', 'context'])
export type EngineId = z.infer<typeof engineIdSchema>

/**
 * A lab is named by its ticket (`NET-101`) on every door: a lab's id names the cause and stays in the core until the
 * debrief. The command line also takes an id, since whoever types it knows it.
 */
export const labNameSchema = z.string().min(1).max(100)

/** Something that keeps an engine or a lab from running here. */
export const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
})
export type Problem = z.infer<typeof problemSchema>

export const engineStatusSchema = z.object({
  id: engineIdSchema,
  title: z.string(),
  /** Empty when labs can run on it. */
  problems: z.array(problemSchema),
  /** A warm cluster is there. */
  running: z.boolean(),
})
export type EngineStatus = z.infer<typeof engineStatusSchema>

export const labSummarySchema = z.object({
  ticket: z.string(),
  title: z.string(),
  topic: z.string(),
  topicTitle: z.string(),
  difficulty: z.enum(['easy', 'medium', 'hard']),
  /** Expected time, minutes; 'in time' for the grade. */
  minutes: z.number().int(),
  engines: z.array(engineIdSchema),
  status: z.enum(['unseen', 'open', 'solved', 'gaveUp']),
  dueAt: z.number().nullable(),
  attempts: z.number().int(),
})
export type LabSummary = z.infer<typeof labSummarySchema>

export const objectiveStateSchema = z.enum(['unknown', 'checking', 'met', 'unmet'])

export const objectiveSchema = z.object({
  id: z.string(),
  /** What the learner has to restore, in the ticket's words; never the cause. */
  text: z.string(),
  state: objectiveStateSchema,
  /** What was seen when it was last probed: `checkout → api:8080 timed out after 3 s`. Symptoms, never causes. */
  observed: z.string().optional(),
})
export type Objective = z.infer<typeof objectiveSchema>

export const phaseSchema = z.enum([
  'starting',
  'ready',
  'checking',
  'resetting',
  'passed',
  'gaveUp',
  'failed',
  'stopped',
])

export const sessionSchema = z.object({
  id: z.string(),
  ticket: z.string(),
  title: z.string(),
  topic: z.string(),
  engine: engineIdSchema,
  phase: phaseSchema,
  /** What the engine does now and how far it is, while `starting` or `resetting`. */
  progress: z.object({ step: z.string(), fraction: z.number().min(0).max(1).nullable() }).nullable(),
  problem: problemSchema.nullable(),
  /** The ticket, Markdown. */
  briefing: z.string(),
  objectives: z.array(objectiveSchema),
  hints: z.array(
    z.object({
      index: z.number().int(),
      /** What taking it does to the grade. */
      cost: z.string(),
      /** Markdown; null until taken. */
      text: z.string().nullable(),
    }),
  ),
  diagnosis: z
    .object({
      question: z.string(),
      choices: z.array(z.object({ id: z.string(), label: z.string() })),
      answered: z.string().nullable(),
    })
    .nullable(),
  namespaces: z.array(z.string()),
  startedAt: z.number(),
  /** Time at work so far, ms; waiting for the cluster and idle time do not count. */
  activeMs: z.number(),
  /** Whether `activeMs` grows right now. */
  active: z.boolean(),
  targetMs: z.number(),
  failedChecks: z.number().int(),
  /** Set once passed or given up. */
  result: z
    .object({
      rating: ratingSchema,
      /** Why this grade, one sentence. */
      reason: z.string(),
      overruled: z.boolean(),
      choices: z.array(z.object({ rating: ratingSchema, label: z.string(), dueAt: z.number() })),
      dueAt: z.number(),
    })
    .nullable(),
})
export type Session = z.infer<typeof sessionSchema>

export const debriefSchema = z.object({
  labId: z.string(),
  /** What was broken, Markdown. */
  cause: z.string(),
  evidence: z.string(),
  commands: z.array(z.object({ command: z.string(), shows: z.string() })),
  solutions: z.array(z.object({ title: z.string(), body: z.string() })),
  cards: z.array(z.object({ id: z.string(), prompt: z.string() })),
})
export type Debrief = z.infer<typeof debriefSchema>

export const verifyStepSchema = z.object({
  name: z.string(),
  /** What the step had to show. */
  expected: z.enum(['pass', 'fail']),
  ok: z.boolean(),
  durationMs: z.number(),
  /** Objectives and invariants that did not hold, with what was seen. */
  failed: z.array(z.object({ id: z.string(), observed: z.string() })),
})
export const verifyReportSchema = z.object({
  lab: z.string(),
  engine: engineIdSchema,
  kubernetes: z.string(),
  proven: z.boolean(),
  steps: z.array(verifyStepSchema),
})
export type VerifyReport = z.infer<typeof verifyReportSchema>

const session = z.object({ session: z.string() })
const sessionAct = session.extend({ requestId: requestIdSchema })

export const labCalls = {
  'lab.list': defineCall(z.object({}), z.object({ labs: z.array(labSummarySchema) })),
  'lab.get': defineCall(
    z.object({ lab: labNameSchema }),
    labSummarySchema.extend({ briefing: z.string(), engineStatus: z.array(engineStatusSchema) }),
  ),
  /** Starts a lab and answers at once with phase `starting`; `lab.changed` events tell the rest. An open session of the
   * same lab is answered as it is. Error `lab.another-open` when another lab is open on the same engine. */
  'lab.start': defineCall(
    z.object({
      lab: labNameSchema,
      engine: engineIdSchema.optional(),
      requestId: requestIdSchema,
    }),
    sessionSchema,
  ),
  /** Sessions that are open now (at most one per engine). */
  'lab.sessions': defineCall(z.object({}), z.object({ sessions: z.array(sessionSchema) })),
  'lab.session': defineCall(session, sessionSchema),
  /** Probes everything, with churn; answers when done. Not passing is an answer, not an error, and no rating. */
  'lab.check': defineCall(sessionAct, sessionSchema),
  'lab.hint': defineCall(sessionAct, sessionSchema),
  'lab.diagnose': defineCall(sessionAct.extend({ choice: z.string() }), sessionSchema),
  /** Brings the broken state back; the clock goes on. */
  'lab.reset': defineCall(sessionAct, sessionSchema),
  'lab.giveUp': defineCall(sessionAct, sessionSchema),
  /** Replaces the grade of a finished lab by the learner's own. */
  'lab.overrule': defineCall(sessionAct.extend({ rating: ratingSchema }), sessionSchema),
  /** Ends the session; its cluster stays warm for the next lab. An unfinished lab gets no rating. */
  'lab.stop': defineCall(sessionAct, sessionSchema),
  /** Error `lab.not-finished` before the lab was passed or given up. */
  'lab.debrief': defineCall(session, debriefSchema),
  /** Tells that the learner is at work; active time counts up to a minute past the last sign. */
  'lab.activity': defineCall(session, z.object({})),
}
