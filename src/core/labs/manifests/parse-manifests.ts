import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { ExitCode, KubedrillError } from '../../../contract/errors.ts'
import type { KubeObject } from '../cluster-port.ts'

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
})

/** A manifest of a lab is not what Kubernetes takes. */
export class ManifestError extends KubedrillError {
  constructor(file: string, detail: string) {
    super({
      code: 'lab.bad-manifest',
      message: `${file}: ${detail}`,
      remedy: 'Correct the manifest; every document needs apiVersion, kind and metadata.name.',
      exit: ExitCode.usage,
    })
  }
}

/** Every document of a YAML stream as an object; empty documents are left out. Throws {@link ManifestError}. */
export function parseManifests(file: string, text: string): KubeObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors
    if (error !== undefined) throw new ManifestError(file, error.message)
    const value: unknown = document.toJS()
    if (value === null || value === undefined) return []
    const parsed = objectSchema.safeParse(value)
    if (!parsed.success) throw new ManifestError(file, z.prettifyError(parsed.error))
    // looseObject keeps every other key, so what was checked is the object itself.
    return [parsed.data]
  })
}
