import type { Stored } from '../../api/object.ts'
import type { Pod, StatefulSet } from '../../api/schema/kubernetes-types.ts'

export const revisionLabel = 'controller-revision-hash'

/** The number in the name of a StatefulSet's Pod; -1 when the name is not of that form. */
export function ordinalOf(set: Stored<StatefulSet>, { metadata }: Stored<Pod>): number {
  const prefix = `${set.metadata.name}-`
  const rest = metadata.name.slice(prefix.length)
  return metadata.name.startsWith(prefix) && /^\d+$/.test(rest) ? Number(rest) : -1
}

/** What a Pod has besides its template: a name for good, and the labels of its place. Rule: `newVersionedStatefulSetPod`. */
export function statefulPod(
  set: Stored<StatefulSet>,
  template: { metadata?: Pod['metadata']; spec?: Pod['spec'] },
  ordinal: number,
  revision: string,
): Pod {
  const name = `${set.metadata.name}-${ordinal}`
  return {
    metadata: {
      name,
      labels: {
        ...template.metadata?.labels,
        [revisionLabel]: revision,
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(ordinal),
      },
    },
    spec: {
      containers: [],
      ...template.spec,
      hostname: name,
      ...(set.spec?.serviceName !== undefined &&
        set.spec.serviceName !== '' && { subdomain: set.spec.serviceName }),
    },
  }
}
