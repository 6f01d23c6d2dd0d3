import { z } from 'zod'
import { engineIdSchema } from '../../../contract/labs.ts'
import { checkSchema } from './check-schema.ts'
import { idSchema, textSchema } from './names-schema.ts'
import { stepSchema } from './step-schema.ts'

const goalSchema = z.strictObject({
  id: idSchema,
  /** In the ticket's words; never the cause. */
  text: textSchema,
  /** All have to hold. */
  checks: z.array(checkSchema).min(1),
})

const attemptSchema = z.strictObject({
  id: idSchema,
  title: textSchema,
  steps: z.array(stepSchema).min(1),
})

/** `lab.yaml`; docs/labs.md explains it with a complete example. */
export const labSchema = z.strictObject({
  id: idSchema,
  ticket: z.string().regex(/^NET-\d{3}$/, 'A ticket is NET- and three digits'),
  /** The symptom, in the words of whoever noticed it. */
  title: textSchema,
  topic: idSchema,
  difficulty: z.enum(['easy', 'medium', 'hard']),
  /** 'In time' for the grade. */
  minutes: z.number().int().min(1).max(120),
  kubernetes: z.string().regex(/^1\.\d+$/, 'A Kubernetes minor version in quotes, as "1.35"'),
  competencies: z.array(idSchema).min(1),
  sources: z
    .array(
      z.strictObject({
        title: textSchema,
        url: z.url({ protocol: /^https$/, error: 'A source links over https' }).optional(),
      }),
    )
    .min(1),
  cards: z.array(idSchema).min(1),
  engines: z.array(engineIdSchema).min(1),
  requires: z
    .array(
      z.enum([
        'node-exec',
        'network-policy',
        'dns-query-count',
        'kube-system-edit',
        'multiple-nodes',
        'kube-proxy-iptables',
        'kube-proxy-nftables',
      ]),
    )
    .default([]),
  /** Key, as `${shop}` in manifests and checks, to the name that the namespace has by default. */
  namespaces: z.record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/), idSchema),
  /** The ticket's text, Markdown. */
  briefing: textSchema,
  setup: z.array(stepSchema).min(1),
  break: z.array(stepSchema).min(1),
  objectives: z.array(goalSchema).min(1),
  invariants: z.array(goalSchema).min(1),
  churn: z.array(stepSchema).min(1),
  /** Objectives and invariants that do not hold while the lab is broken. */
  brokenFails: z.array(idSchema).min(1),
  diagnosis: z
    .strictObject({
      question: textSchema,
      choices: z.array(z.strictObject({ id: idSchema, label: textSchema })).min(3),
      answer: idSchema,
    })
    .optional(),
  hints: z.array(z.strictObject({ text: textSchema, cost: z.enum(['none', 'hard']).default('hard') })).min(2),
  debrief: z.strictObject({
    cause: textSchema,
    evidence: textSchema,
    commands: z.array(z.strictObject({ command: textSchema, shows: textSchema })).min(2),
  }),
  /** Repairs that pass; the debrief shows `body`. */
  solutions: z.array(attemptSchema.extend({ body: textSchema })).min(1),
  /** Wrong repairs that learners try; none passes. */
  cheats: z.array(attemptSchema).min(3),
})
export type LabFile = z.infer<typeof labSchema>
export type Goal = z.infer<typeof goalSchema>

/** A repair on its own, for `lab verify --attempt`. */
export const attemptFileSchema = z.strictObject({ steps: z.array(stepSchema).min(1) })
