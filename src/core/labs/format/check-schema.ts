import { z } from 'zod'
import { objectSchema, templateSchema, workloadSchema } from './names-schema.ts'

const seconds = z.number().min(0).max(120)

/** What a connection attempt may end with. */
export const connectionSchema = z.enum(['open', 'refused', 'timeout', 'unreachable', 'unresolved'])

const probe = {
  /** Probed from each running Pod of this workload, in the Pod's own network namespace. */
  from: workloadSchema,
  /** Seconds that one probe may take. */
  timeout: seconds.default(3),
  /** How many probes in a row must go as expected. */
  times: z.number().int().min(1).max(50).default(1),
  /** Seconds within which the expectation has to come true. */
  within: seconds.default(12),
  /** Seconds for which it then has to stay true; policies and proxies need a moment to take effect. */
  holds: seconds.default(2),
}

/** The network is asked, and what came back is compared. */
const httpCheck = z.strictObject({
  ...probe,
  http: templateSchema,
  status: z.number().int().min(100).max(599).optional(),
  /** Regular expression that the body matches. */
  body: z.string().optional(),
  /** Instead of an answer: how the attempt has to fail. */
  fails: z
    .array(connectionSchema.exclude(['open']))
    .min(1)
    .optional(),
})
const tcpCheck = z.strictObject({
  ...probe,
  tcp: templateSchema,
  expect: z.array(connectionSchema).min(1),
})
const dnsCheck = z.strictObject({
  ...probe,
  dns: templateSchema,
  type: z.enum(['A', 'AAAA']).default('A'),
  expect: z.array(z.enum(['answer', 'nxdomain', 'servfail', 'refused', 'timeout'])).min(1),
  /** The addresses that the answer has to hold, in any order. */
  addresses: z.array(templateSchema).optional(),
})

/** Counts DNS queries that leave a Pod per connection that its application makes by itself. */
const queriesCheck = z.strictObject({
  from: workloadSchema,
  queriesPerConnection: z.strictObject({
    /** Port of the connections that are counted. */
    port: z.number().int().min(1).max(65535),
    /** Seconds to count for. */
    window: z.number().min(2).max(60).default(8),
    /** Seconds within which a window has to be as expected: a rollout may still be under way. */
    within: seconds.default(20),
    /** Fewer connections than this in the window: the application is not at work. */
    connections: z.number().int().min(1).default(3),
    atMost: z.number().positive(),
    /** What `lab verify` has to see in the broken state, so that the fault is the one that the ticket is about. */
    brokenAtLeast: z.number().positive(),
  }),
})

/** A workload has at least so many ready Pods. */
const readyCheck = z.strictObject({
  ready: workloadSchema,
  replicas: z.number().int().min(1),
  within: seconds.default(30),
})

/** The object still says what the lab's own manifest said in these fields (`spec.podSelector`), or is still there. */
const keptCheck = z.strictObject({
  kept: objectSchema,
  fields: z.array(z.string().regex(/^[\w-]+(?:\.[\w-]+)*$/)).default([]),
})

/** Every object that the lab put into this namespace still says all that its manifest said. */
const untouchedCheck = z.strictObject({ untouched: templateSchema })

export const checkSchema = z.union(
  [httpCheck, tcpCheck, dnsCheck, queriesCheck, readyCheck, keptCheck, untouchedCheck],
  {
    error:
      'Must be one of http, tcp, dns, queriesPerConnection (with `from`), ready, kept or untouched, with their own keys only; see docs/labs.md',
  },
)
export type Check = z.infer<typeof checkSchema>
export type ProbeCheck = z.infer<typeof httpCheck> | z.infer<typeof tcpCheck> | z.infer<typeof dnsCheck>
export type QueriesCheck = z.infer<typeof queriesCheck>
export type ReadyCheck = z.infer<typeof readyCheck>
export type KeptCheck = z.infer<typeof keptCheck>
export type UntouchedCheck = z.infer<typeof untouchedCheck>
