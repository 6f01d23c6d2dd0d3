import { randomSuffix } from '../../api/meta/generated-names.ts'
import type { Stored } from '../../api/object.ts'
import type { Container, Job, Pod } from '../../api/schema/kubernetes-types.ts'
import type { Randomness } from '../../randomness.ts'
import type { StoredPod } from '../machinery/pod-state.ts'

export const trackingFinalizer = 'batch.kubernetes.io/job-tracking'
const indexKey = 'batch.kubernetes.io/job-completion-index'

export function isIndexed({ spec }: Stored<Job>): boolean {
  return spec?.completionMode === 'Indexed'
}

export function indexOf({ metadata }: StoredPod): number {
  return Number(metadata.annotations?.[indexKey] ?? -1)
}

/** What a Job's Pod has besides its template; `index` null unless the Job is Indexed. */
export function jobPod(job: Stored<Job>, index: number | null, random: Randomness): Partial<Pod> {
  const template = job.spec?.template
  const { labels, annotations, finalizers = [] } = template?.metadata ?? {}
  const tracked = { finalizers: [...finalizers, trackingFinalizer] }
  if (index === null) return { metadata: tracked }
  const name = `${job.metadata.name}-${index}`
  const mark = { [indexKey]: String(index) }
  const environment = {
    name: 'JOB_COMPLETION_INDEX',
    valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: `metadata.labels['${indexKey}']` } },
  }
  const withIndex = (container: Container): Container => ({
    ...container,
    env: [...(container.env ?? []), environment],
  })
  const { containers = [], initContainers, ...spec } = template?.spec ?? {}
  return {
    metadata: {
      ...tracked,
      name: `${name}-${randomSuffix(5, random)}`,
      labels: { ...labels, ...mark },
      annotations: { ...annotations, ...mark },
    },
    spec: {
      ...spec,
      containers: containers.map(withIndex),
      ...(initContainers !== undefined && { initContainers: initContainers.map(withIndex) }),
      hostname: name,
    },
  }
}

/** `0,2-4`, as status.completedIndexes is written. */
export function indexText(indexes: ReadonlySet<number>): string {
  const sorted = [...indexes].sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const index of sorted) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === index - 1) last[1] = index
    else ranges.push([index, index])
  }
  return ranges
    .map(([from, to]) => (from === to ? String(from) : to === from + 1 ? `${from},${to}` : `${from}-${to}`))
    .join(',')
}

/** The reverse of {@link indexText}. */
export function parseIndexes(text: string | undefined): Set<number> {
  const indexes = new Set<number>()
  for (const part of (text ?? '').split(',').filter((one) => one !== '')) {
    const [from = 0, to = from] = part.split('-').map(Number)
    for (let index = from; index <= to; index++) indexes.add(index)
  }
  return indexes
}
