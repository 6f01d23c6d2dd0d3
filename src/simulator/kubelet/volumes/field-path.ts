import type { Stored } from '../../api/object.ts'
import type { Pod } from '../../api/schema/kubernetes-types.ts'

/** The value of a downward API field (kubernetes `pkg/fieldpath`, `kubelet_pods.go` podFieldSelectorRuntimeValue); null for one that is none. */
export function fieldValue(
  pod: Stored<Pod>,
  path: string,
  addresses: { readonly podIP: string; readonly hostIP: string },
): string | null {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? []
  if (map !== undefined && key !== undefined)
    return pod.metadata[map as 'labels' | 'annotations']?.[key] ?? ''
  switch (path) {
    case 'metadata.name':
      return pod.metadata.name
    case 'metadata.namespace':
      return pod.metadata.namespace ?? ''
    case 'metadata.uid':
      return pod.metadata.uid
    case 'metadata.labels':
      return formatMap(pod.metadata.labels ?? {})
    case 'metadata.annotations':
      return formatMap(pod.metadata.annotations ?? {})
    case 'spec.nodeName':
      return pod.spec?.nodeName ?? ''
    case 'spec.serviceAccountName':
      return pod.spec?.serviceAccountName ?? 'default'
    case 'status.podIP':
    case 'status.podIPs':
      return addresses.podIP
    case 'status.hostIP':
    case 'status.hostIPs':
      return addresses.hostIP
    default:
      return null
  }
}

/** `key="value"` a line, sorted. */
function formatMap(map: Readonly<Record<string, string>>): string {
  return Object.keys(map)
    .sort()
    .map((key) => `${key}=${JSON.stringify(map[key])}`)
    .join('\n')
}
