import { isDns1123Label } from '../../meta/dns-names.ts'
import type { PodTemplateSpec } from '../../schema/kubernetes-types.ts'
import { podSpecWarnings } from '../pod/pod-warnings.ts'
import { text } from '../zero-values.ts'

interface Workload {
  readonly metadata: { readonly name: string; readonly generation?: number | undefined }
}

/** `GetWarningsForPodTemplate`: on create, and on an update that made a new generation. */
export function templateWarnings(
  path: string,
  template: PodTemplateSpec | undefined,
  next: Workload,
  previous: Workload | null,
): readonly string[] {
  if (previous !== null && previous.metadata.generation === next.metadata.generation) return []
  return podSpecWarnings(`${path}.spec`, template?.spec ?? { containers: [] })
}

/** On create: a name that is no DNS label makes odd host names. */
export function podNameWarning(next: Workload, previous: Workload | null): readonly string[] {
  const errors = previous === null ? isDns1123Label(text(next.metadata.name)) : []
  if (errors.length === 0) return []
  return [
    `metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [${errors.join(' ')}]`,
  ]
}
