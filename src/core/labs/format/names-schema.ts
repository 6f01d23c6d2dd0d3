import { z } from 'zod'

export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'An id is lower-case words and digits joined by single hyphens')

export const textSchema = z.string().trim().min(1, 'Must not be empty')

/** A string of a lab that may hold `${…}` variables: a namespace's key, `clusterIP:NS/NAME`, `podIP:NS/NAME`, `corednsImage`. */
export const templateSchema = z.string().trim().min(1, 'Must not be empty')

/** A workload that owns Pods. */
export const workloadSchema = z.strictObject({
  namespace: templateSchema,
  workload: textSchema,
  kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']).default('Deployment'),
})
export type WorkloadName = z.infer<typeof workloadSchema>

/** One object of the Kubernetes API. */
export const objectSchema = z.strictObject({
  apiVersion: textSchema,
  kind: textSchema,
  namespace: templateSchema.optional(),
  name: templateSchema,
})
