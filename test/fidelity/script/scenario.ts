import { z } from 'zod'
import { commandClasses } from './command-class.ts'

/**
 * What must hold before a step runs, so that its output is the same every time: either `kubectl wait …` (asked
 * again until the deadline, so that the object need not exist yet), or a command whose output must come to equal `is`.
 */
const condition = z.union([
  z.string().startsWith('wait '),
  z.strictObject({ run: z.string(), is: z.string() }),
  z.strictObject({ run: z.string(), matches: z.string() }),
])

const common = {
  class: z.enum(commandClasses).optional(),
  until: z.union([condition.transform((one) => [one]), z.array(condition)]).default([]),
}

/** A call of kubectl, its arguments written as on a command line (quotes work, nothing else of a shell does). */
const kubectlStep = z.strictObject({
  ...common,
  run: z.string().min(1),
  kubectl: z.enum(['1.35', '1.36']).default('1.35'),
  stdin: z.string().optional(),
  /** What `kubectl edit` finds as editor: a sed script that is applied to the file. */
  editor: z.string().optional(),
  /** Other calls, made one after the other once this one has printed its first line (or after `patience` without one). */
  during: z.array(z.string()).optional(),
  /** Ends the call once it has printed so many lines: for `--watch` and `logs --follow`. */
  lines: z.int().positive().optional(),
  /** Values of the output, by JSON path, that later steps name as `{{name}}`; needs `-o json`. */
  save: z.record(z.string(), z.string()).optional(),
})

/** A request that a program, not kubectl, would send. The answer's status, type, warnings and body are recorded. */
const requestStep = z.strictObject({
  ...common,
  request: z.string().regex(/^(GET|POST|PUT|PATCH|DELETE) \//),
  headers: z.record(z.string(), z.string()).default({}),
  /** An object, sent as JSON, or a text, sent as it is. */
  body: z.unknown().optional(),
  save: z.record(z.string(), z.string()).optional(),
  /** For a watch: how many events end it, and the kubectl calls that make them happen. */
  events: z.int().positive().optional(),
  during: z.array(z.string()).optional(),
})

/** `kubectl port-forward TARGET`, one GET of `path` through it, and its end. */
const forwardStep = z.strictObject({ ...common, forward: z.string(), path: z.string() })

const step = z.union([
  z.string().transform((run) => kubectlStep.parse({ run })),
  kubectlStep,
  requestStep,
  forwardStep,
])

/** A script: what one learner does in a namespace of the scenario's name. `record.ts` and `replay.ts` read these. */
export const scenarioSchema = z.strictObject({
  title: z.string(),
  /** The class of all steps; without it each step belongs to the class of its verb. */
  class: z.enum(commandClasses).optional(),
  /** True for a scenario that sees or changes what is not in its namespace: it runs while no other does. */
  alone: z.boolean().default(false),
  /** True where it is decided which worker a Pod is on, so that the workers can be told apart in the recording. */
  workersToldApart: z.boolean().default(false),
  /** Files of `scenarios/shared` that the script also finds in its folder. */
  shared: z.array(z.string()).default([]),
  /** Files by name, in the folder that kubectl runs in. */
  files: z.record(z.string(), z.string()).default({}),
  /** Calls before the first step whose outcome is not recorded; each must succeed. */
  before: z.array(z.string()).default([]),
  steps: z.array(step).min(1),
  /** Calls after the last step, for what does not go away with the namespace; they may fail. */
  cleanup: z.array(z.string()).default([]),
})

export type Condition = z.infer<typeof condition>
export type KubectlStep = z.infer<typeof kubectlStep>
export type RequestStep = z.infer<typeof requestStep>
export type ForwardStep = z.infer<typeof forwardStep>
export type Step = z.infer<typeof step>

/** A script with its name, which is the file's name and the namespace it runs in. */
export type Scenario = z.infer<typeof scenarioSchema> & { name: string }
