import type { Stored } from '../object.ts'
import type { Resource } from '../resource.ts'
import type {
  AutoscalingV1HorizontalPodAutoscaler,
  AutoscalingV2HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from '../schema/kubernetes-types.ts'
import { age, nameColumn, text, withMore } from './columns.ts'
import type { TableColumns } from './table-columns.ts'

type Autoscaler = AutoscalingV1HorizontalPodAutoscaler | AutoscalingV2HorizontalPodAutoscaler

const horizontalPodAutoscalers: Resource<Autoscaler> = {
  group: 'autoscaling',
  version: 'v2',
  name: 'horizontalpodautoscalers',
  kind: 'HorizontalPodAutoscaler',
  namespaced: true,
}

/** Rule: printers.go `printHorizontalPodAutoscaler`; objects of autoscaling/v1 and v2. */
export const autoscalerColumns: TableColumns<Autoscaler> = {
  resource: horizontalPodAutoscalers,
  columns: [
    nameColumn,
    text('Reference'),
    text('Targets'),
    text('MinPods'),
    text('MaxPods'),
    text('Replicas'),
    text('Age'),
  ],
  cells: (autoscaler, now) => [
    autoscaler.metadata.name,
    `${autoscaler.spec?.scaleTargetRef.kind ?? ''}/${autoscaler.spec?.scaleTargetRef.name ?? ''}`,
    targetsText(autoscaler),
    String(autoscaler.spec?.minReplicas ?? '<unset>'),
    autoscaler.spec?.maxReplicas ?? 0,
    autoscaler.status?.currentReplicas ?? 0,
    age(autoscaler, now),
  ],
}

const mostMetrics = 2

function targetsText(autoscaler: Stored<Autoscaler>): string {
  const metrics = metricsOf(autoscaler)
  const statuses = statusesOf(autoscaler)
  if (metrics.length === 0) return '<none>'
  return withMore(
    metrics.map((metric, index) => metricText(metric, statuses[index])),
    mostMetrics,
    ', ',
  )
}

function metricsOf({ spec }: Stored<Autoscaler>): readonly MetricSpec[] {
  if (spec === undefined) return []
  if (!('targetCPUUtilizationPercentage' in spec)) return 'metrics' in spec ? (spec.metrics ?? []) : []
  const averageUtilization = spec.targetCPUUtilizationPercentage
  if (averageUtilization === undefined) return []
  return [
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } },
  ]
}

function statusesOf({ status }: Stored<Autoscaler>): readonly MetricStatus[] {
  if (status === undefined) return []
  if (!('currentCPUUtilizationPercentage' in status)) {
    return 'currentMetrics' in status ? (status.currentMetrics ?? []) : []
  }
  const averageUtilization = status.currentCPUUtilizationPercentage
  return [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization } } }]
}

function metricText(metric: MetricSpec, status: MetricStatus | undefined): string {
  switch (metric.type) {
    case 'External':
      return valueText(metric.external?.target, status?.external?.current)
    case 'Object':
      return valueText(metric.object?.target, status?.object?.current)
    case 'Pods':
      return `${shown(status?.pods?.current.averageValue)}/${metric.pods?.target.averageValue ?? ''}`
    case 'Resource':
      return resourceText(metric.resource, status?.resource?.current)
    case 'ContainerResource':
      return resourceText(metric.containerResource, status?.containerResource?.current)
    default:
      return '<unknown type>'
  }
}

function valueText(target: MetricTarget | undefined, current: MetricValueStatus | undefined): string {
  if (target?.averageValue === undefined) return `${shown(current?.value)}/${target?.value ?? ''}`
  return `${shown(current?.averageValue)}/${target.averageValue} (avg)`
}

function resourceText(
  metric: { name: string; target: MetricTarget } | undefined,
  current: MetricValueStatus | undefined,
): string {
  if (metric === undefined) return '<unknown>'
  const { name, target } = metric
  if (target.averageValue !== undefined)
    return `${name}: ${shown(current?.averageValue)}/${target.averageValue}`
  const wanted = target.averageUtilization
  return `${name}: ${shown(percent(current?.averageUtilization))}/${percent(wanted) ?? '<auto>'}`
}

function percent(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value}%`
}

function shown(value: string | number | undefined): string {
  return value === undefined ? '<unknown>' : String(value)
}
