import { z } from 'zod'
import { readIfThere, writePrivateFile } from '../private-files.ts'

const markerSchema = z.object({
  name: z.string(),
  /** `docker` or `podman`. */
  provider: z.enum(['docker', 'podman']),
  /** As it was asked for; null for the stock image of kind. */
  nodeImage: z.string().nullable(),
  /** `v1.35.4` */
  kubernetes: z.string(),
  nodes: z.array(z.string()),
  createdAt: z.number(),
})
/** What is known of a cluster that was completely made. */
export type ClusterMarker = z.infer<typeof markerSchema>

/** Null when there is none, or none that this version can read: then the cluster is made anew. */
export function readMarker(path: string): ClusterMarker | null {
  const text = readIfThere(path)
  if (text === null) return null
  try {
    return markerSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

export function writeMarker(path: string, marker: ClusterMarker): void {
  writePrivateFile(path, JSON.stringify(marker, null, 2))
}
