import type { Stored } from '../object.ts'
import { pods } from '../resource.ts'
import type { Pod } from '../schema/kubernetes-types.ts'
import { age, nameColumn, text, wide } from './columns.ts'
import { since } from './human-duration.ts'
import { podSummary } from './pod-status-text.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printPod`. */
export const podColumns: TableColumns<Pod> = {
  resource: pods,
  columns: [
    nameColumn,
    text('Ready'),
    text('Status'),
    text('Restarts'),
    text('Age'),
    wide('IP'),
    wide('Node'),
    wide('Nominated Node'),
    wide('Readiness Gates'),
  ],
  cells(pod, now) {
    const summary = podSummary(pod)
    const restarts =
      summary.restarts !== 0 && summary.lastRestart !== null
        ? `${summary.restarts} (${since(summary.lastRestart, now)} ago)`
        : String(summary.restarts)
    return [
      pod.metadata.name,
      `${summary.ready}/${summary.total}`,
      summary.status,
      restarts,
      age(pod, now),
      orNone(pod.status?.podIPs?.[0]?.ip),
      orNone(pod.spec?.nodeName),
      orNone(pod.status?.nominatedNodeName),
      readinessGates(pod),
    ]
  },
  conditions(pod) {
    const phase = pod.status?.phase
    if (phase === 'Succeeded') return [done(phase, 'The pod has completed successfully.')]
    return phase === 'Failed' ? [done(phase, 'The pod failed.')] : []
  },
}

function done(reason: string, message: string) {
  return { type: 'Completed', status: 'True', reason, message } as const
}

function orNone(value: string | undefined): string {
  return value === undefined || value === '' ? '<none>' : value
}

function readinessGates(pod: Stored<Pod>): string {
  const gates = pod.spec?.readinessGates ?? []
  if (gates.length === 0) return '<none>'
  const conditions = pod.status?.conditions ?? []
  const open = gates.filter(
    (gate) => conditions.find(({ type }) => type === gate.conditionType)?.status === 'True',
  )
  return `${open.length}/${gates.length}`
}
