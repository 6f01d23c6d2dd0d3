import { z } from 'zod'
import { defineCall } from './define.ts'
import { engineIdSchema, engineStatusSchema } from './labs.ts'

export const clusterStatusSchema = z.object({
  engine: engineIdSchema,
  name: z.string(),
  running: z.boolean(),
  kubernetes: z.string().nullable(),
  kubeconfig: z.string().nullable(),
  nodes: z.array(z.string()),
})
export type ClusterStatus = z.infer<typeof clusterStatusSchema>

const engine = z.object({ engine: engineIdSchema.default('kind') })

export const clusterCalls = {
  'cluster.engines': defineCall(z.object({}), z.object({ engines: z.array(engineStatusSchema) })),
  'cluster.status': defineCall(engine, clusterStatusSchema),
  /** Answers when the cluster is up; `cluster.progress` events tell the steps. */
  'cluster.up': defineCall(engine, clusterStatusSchema),
  /** Deletes the cluster and all that belongs to it; open labs on it are stopped. */
  'cluster.down': defineCall(engine, z.object({ removed: z.array(z.string()) })),
  /** Loads what labs need with no network: the node image and the lab images. */
  'cluster.prefetch': defineCall(
    engine,
    z.object({
      images: z.array(z.object({ image: z.string(), state: z.enum(['present', 'pulled']) })),
    }),
  ),
}
