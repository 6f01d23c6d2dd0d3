import { z } from 'zod'
import { objectSchema, templateSchema, textSchema, workloadSchema } from './names-schema.ts'

const fileSchema = z.string().regex(/^[a-z0-9][a-z0-9-]*\.yaml$/, 'A file of this lab, as shop.yaml')

const waitSchema = {
  /** Workloads of these files that are never to become ready: decoys. */
  unready: z.array(textSchema).default([]),
}

/**
 * What is done to a cluster, as data: a setup, a fault, a repair and a churn are lists of these. None is a shell command.
 */
export const stepSchema = z.discriminatedUnion('do', [
  /** Applies every document of the files and waits until their workloads are ready. */
  z.strictObject({ do: z.literal('manifests.apply'), files: z.array(fileSchema).min(1), ...waitSchema }),
  /** The same for files that hold nothing but NetworkPolicies. */
  z.strictObject({ do: z.literal('policy.apply'), files: z.array(fileSchema).min(1) }),
  /** Merge patch (RFC 7386): maps merge, null removes, lists are replaced. */
  z.strictObject({
    do: z.literal('object.patch'),
    object: objectSchema,
    patch: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ do: z.literal('object.delete'), object: objectSchema }),
  z.strictObject({
    do: z.literal('workload.scale'),
    on: workloadSchema,
    replicas: z.number().int().min(0).max(20),
  }),
  /** Replaces every Pod of the workload, as `kubectl rollout restart`, and waits until the old ones are gone. */
  z.strictObject({ do: z.literal('workload.restart'), on: workloadSchema }),
  /** Changes labels of the running Pods of a workload, not of its template. */
  z.strictObject({
    do: z.literal('pods.label'),
    on: workloadSchema,
    labels: z.record(z.string(), z.string().nullable()),
  }),
  /** Makes the cluster's CoreDNS ask a Service for everything in a zone. */
  z.strictObject({
    do: z.literal('corefile.forward'),
    zone: textSchema,
    service: z.strictObject({ namespace: templateSchema, name: textSchema, port: z.number().int() }),
  }),
])
export type Step = z.infer<typeof stepSchema>
