import { z } from 'zod'
import type { KubeObject } from '../../../core/labs/cluster-port.ts'
import { KindError } from '../kind-error.ts'

const objectSchema = z.custom<KubeObject>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value,
)
const nodeSchema = z.object({
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  taints: z.array(z.record(z.string(), z.string())),
})
const kernelSchema = z.object({
  node: z.string(),
  rules: z.array(z.object({ table: z.string(), rule: z.string() })),
  routes: z.array(z.string()),
  running: z.array(z.string()),
})
const baselineSchema = z.object({
  namespaces: z.array(z.string()),
  objects: z.array(objectSchema),
  nodes: z.array(nodeSchema),
  kernel: z.array(kernelSchema),
})
/** How a cluster was when it was made; `scope.ts` says what that covers. */
export type Baseline = z.infer<typeof baselineSchema>
export type BaselineNode = z.infer<typeof nodeSchema>

/** The cluster can not be brought back: whoever asked should make a new one. */
export class NotRestorable extends KindError {
  constructor(detail: string) {
    super({
      code: 'cluster.not-restorable',
      message: `The cluster could not be brought back to how it was made: ${detail}.`,
      remedy: 'Run `kubedrill cluster down`, then start the lab again: a new cluster is made.',
    })
  }
}

/** Rejects with `cluster.not-restorable` when there is none or it can not be read. */
export function parseBaseline(text: string | null): Baseline {
  if (text === null) throw new NotRestorable('its baseline is missing')
  try {
    return baselineSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new NotRestorable(`its baseline can not be read (${String(error)})`)
  }
}
