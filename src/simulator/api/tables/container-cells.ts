import type { PodTemplateSpec } from '../schema/kubernetes-types.ts'
import { wide } from './columns.ts'

/** The two columns of {@link containerCells}. */
export const containerColumns = [wide('Containers'), wide('Images')]

/** Names and images of a template's containers: `app,sidecar`, `nginx:1.29,envoy:1`. */
export function containerCells(template: PodTemplateSpec | undefined): readonly [string, string] {
  const containers = template?.spec?.containers ?? []
  return [containers.map(({ name }) => name).join(','), containers.map(({ image }) => image ?? '').join(',')]
}
