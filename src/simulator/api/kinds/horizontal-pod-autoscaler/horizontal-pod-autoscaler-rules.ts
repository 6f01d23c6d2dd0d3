import { invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import type { Resource } from '../../resource.ts'
import type {
  AutoscalingV2HorizontalPodAutoscaler,
  AutoscalingV2HorizontalPodAutoscalerSpec,
  HorizontalPodAutoscalerBehavior,
  HPAScalingRules,
  MetricSpec,
} from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { checkSegment } from '../typed-reference-validation.ts'
import { checkCounts } from '../workload/counts.ts'
import { compact, list, mapped, number, text } from '../zero-values.ts'

type Autoscaler = AutoscalingV2HorizontalPodAutoscaler

/** autoscaling/v2, the version that is stored and the only one that is served. */
export const horizontalPodAutoscalers: Resource<Autoscaler> = {
  group: 'autoscaling',
  version: 'v2',
  name: 'horizontalpodautoscalers',
  kind: 'HorizontalPodAutoscaler',
  namespaced: true,
}

/** `pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go`. */
export const horizontalPodAutoscalerRules: KindRules<Autoscaler> = {
  resource: horizontalPodAutoscalers,
  hasStatus: true,
  defaults: defaultAutoscaler,
  prepareForCreate: (autoscaler) => ({ ...autoscaler, status: { desiredReplicas: 0 } }),
  validate: ({ spec }) => [...checkSpec(spec)],
  validateUpdate: ({ spec }) => [...checkSpec(spec)],
  validateStatusUpdate: ({ status }) => [...checkCounts(status, ['currentReplicas', 'desiredReplicas'])],
}

const cpu80: MetricSpec = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
}

/** autoscaling/v2 `SetDefaults_HorizontalPodAutoscaler`. */
function defaultAutoscaler(autoscaler: Autoscaler): Autoscaler {
  const spec = autoscaler.spec
  return {
    ...autoscaler,
    spec: compact({
      ...spec,
      maxReplicas: number(spec?.maxReplicas),
      scaleTargetRef: spec?.scaleTargetRef ?? { kind: '', name: '' },
      minReplicas: spec?.minReplicas ?? 1,
      metrics: list(spec?.metrics).length === 0 ? [cpu80] : spec?.metrics,
      behavior: mapped(spec?.behavior, defaultBehavior),
    }),
    status: autoscaler.status ?? { desiredReplicas: 0 },
  }
}

function defaultBehavior({
  scaleUp,
  scaleDown,
}: HorizontalPodAutoscalerBehavior): HorizontalPodAutoscalerBehavior {
  const percent = { type: 'Percent', value: 100, periodSeconds: 15 }
  return {
    scaleUp: compact({
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent],
      ...scaleUp,
    }),
    scaleDown: compact({ selectPolicy: 'Max', policies: [percent], ...scaleDown }),
  }
}

/** autoscaling `validateHorizontalPodAutoscalerSpec`; of a metric only that its source is there. */
function* checkSpec(spec: AutoscalingV2HorizontalPodAutoscalerSpec | undefined): FieldErrors {
  const least = spec?.minReplicas
  const most = number(spec?.maxReplicas)
  if (least !== undefined && least < 1) {
    yield invalidValue('spec.minReplicas', least, 'must be greater than or equal to 1')
  }
  if (most < 1) yield invalidValue('spec.maxReplicas', most, 'must be greater than 0')
  if (least !== undefined && most < least) {
    yield invalidValue('spec.maxReplicas', most, 'must be greater than or equal to `minReplicas`')
  }
  yield* checkSegment('spec.scaleTargetRef.kind', spec?.scaleTargetRef.kind)
  yield* checkSegment('spec.scaleTargetRef.name', spec?.scaleTargetRef.name)
  const version = text(spec?.scaleTargetRef.apiVersion)
  if (!version.includes('/')) {
    yield invalidValue('spec.scaleTargetRef.apiVersion', version, 'apiVersion must specify API group')
  }
  for (const [index, metric] of list(spec?.metrics).entries()) {
    yield* checkMetric(`spec.metrics[${index}]`, metric)
  }
  for (const way of ['scaleUp', 'scaleDown'] as const) {
    const rules = spec?.behavior?.[way]
    if (rules !== undefined) yield* checkScaling(`spec.behavior.${way}`, rules)
  }
}

const sources: Readonly<Record<string, keyof MetricSpec>> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
}

function* checkMetric(path: string, metric: MetricSpec): FieldErrors {
  const source = sources[metric.type]
  if (source === undefined) yield notSupported(`${path}.type`, metric.type, Object.keys(sources))
  else if (metric[source] === undefined) {
    yield required(`${path}.${source}`, 'must populate information for the given metric source')
  }
}

function* checkScaling(path: string, rules: HPAScalingRules): FieldErrors {
  const seconds = rules.stabilizationWindowSeconds
  const field = `${path}.stabilizationWindowSeconds`
  if (seconds !== undefined && seconds < 0) {
    yield invalidValue(field, seconds, 'must be greater than or equal to zero')
  }
  if (seconds !== undefined && seconds > 3600) {
    yield invalidValue(field, seconds, 'must be less than or equal to 3600')
  }
  const policies = list(rules.policies)
  if (policies.length === 0) yield required(`${path}.policies`, 'must specify at least one Policy')
  for (const [index, { type, value, periodSeconds }] of policies.entries()) {
    const at = `${path}.policies[${index}]`
    if (type !== 'Pods' && type !== 'Percent') yield notSupported(`${at}.type`, type, ['Percent', 'Pods'])
    if (value <= 0) yield invalidValue(`${at}.value`, value, 'must be greater than zero')
    if (periodSeconds <= 0)
      yield invalidValue(`${at}.periodSeconds`, periodSeconds, 'must be greater than zero')
    if (periodSeconds > 1800) {
      yield invalidValue(`${at}.periodSeconds`, periodSeconds, 'must be less than or equal to 1800')
    }
  }
}
