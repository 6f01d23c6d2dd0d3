import { safeEncoded } from '../../api/meta/generated-names.ts'
import type { PodTemplateSpec } from '../../api/schema/kubernetes-types.ts'
import { canonicalJson } from './canonical-json.ts'
import { fnv32a } from './fnv.ts'

/**
 * The `pod-template-hash` of a template. Kubernetes hashes Go's dump of the struct (`controller.ComputeHash`); this hashes the JSON with
 * sorted keys by the same function into the same alphabet, so that equal templates have equal hashes, but not those of a real cluster.
 */
export function templateHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  const collisions = collisionCount === undefined ? '' : `#${collisionCount}`
  return safeEncoded(String(fnv32a(canonicalJson(template) + collisions)))
}
