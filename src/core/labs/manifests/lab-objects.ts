import type { KubeObject } from '../cluster-port.ts'
import type { LabRun } from '../lab-run.ts'
import { fill } from '../variables.ts'
import { ManifestError, parseManifests } from './parse-manifests.ts'

/** The objects of a lab's manifest files, variables filled. Throws {@link ManifestError}. */
export async function labObjects(run: LabRun, files: readonly string[]): Promise<KubeObject[]> {
  const objects: KubeObject[] = []
  for (const file of files) {
    const text = run.lab.files.get(file)
    if (text === undefined) throw new ManifestError(file, 'the lab has no such file')
    objects.push(...parseManifests(file, await fill(text, run.variables, run.cluster.kube)))
  }
  return objects
}
