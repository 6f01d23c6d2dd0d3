import { invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { validateLabelSelector } from '../../meta/label-validation.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import type { Stored } from '../../object.ts'
import { daemonSets } from '../../resource.ts'
import type {
  DaemonSet,
  DaemonSetSpec,
  DaemonSetStatus,
  DaemonSetUpdateStrategy,
  IntOrString,
} from '../../schema/kubernetes-types.ts'
import { checkNonNegative, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { defaultPodTemplate } from '../pod/pod-defaults.ts'
import {
  checkAtMost100Percent,
  checkCounts,
  checkIntOrPercent,
  checkNotDecremented,
  intOrPercent,
} from '../workload/counts.ts'
import { checkSameSelector, isEmpty, shownSelector } from '../workload/selector.ts'
import { checkLastingTemplate, checkTemplateLabels } from '../workload/template-validation.ts'
import { templateWarnings } from '../workload/template-warnings.ts'
import { compact } from '../zero-values.ts'

/** `pkg/registry/apps/daemonset/strategy.go`. */
export const daemonSetRules: KindRules<DaemonSet> = {
  resource: daemonSets,
  hasStatus: true,
  defaults: (set) => ({
    ...set,
    spec: {
      ...set.spec,
      selector: set.spec?.selector as DaemonSetSpec['selector'],
      template: defaultPodTemplate(set.spec?.template),
      updateStrategy: defaultStrategy(set.spec?.updateStrategy ?? {}),
      revisionHistoryLimit: set.spec?.revisionHistoryLimit ?? 10,
    },
    status: set.status ?? noStatus,
  }),
  prepareForCreate: (set) => ({ ...withTemplateGeneration(set, 1), status: noStatus }),
  prepareForUpdate: (next, previous) => {
    const changed = !semanticEqual(next.spec?.template, previous.spec?.template)
    return withTemplateGeneration(next, templateGeneration(previous) + (changed ? 1 : 0))
  },
  validate: ({ spec }) => [...checkSpec(spec)],
  validateUpdate: (next, previous) => [
    ...checkSameSelector(next.spec?.selector, previous.spec?.selector),
    ...checkSpec(next.spec),
  ],
  validateStatusUpdate: (next, previous) => [
    ...checkCounts(next.status, [
      'currentNumberScheduled',
      'numberMisscheduled',
      'desiredNumberScheduled',
      'numberReady',
      'observedGeneration',
      'updatedNumberScheduled',
      'numberAvailable',
      'numberUnavailable',
      'collisionCount',
    ]),
    ...checkNotDecremented(next.status, previous.status),
  ],
  warnings: (next, previous) => templateWarnings('spec.template', next.spec?.template, next, previous),
}

const noStatus: DaemonSetStatus = {
  currentNumberScheduled: 0,
  desiredNumberScheduled: 0,
  numberMisscheduled: 0,
  numberReady: 0,
}

/** apps/v1 keeps the template's generation, a field of older versions, in this annotation (`pkg/apis/apps/v1/conversion.go`). */
const generationAnnotation = 'deprecated.daemonset.template.generation'

function templateGeneration({ metadata }: Stored<DaemonSet>): number {
  return Number(metadata.annotations?.[generationAnnotation] ?? 0)
}

function withTemplateGeneration(set: Stored<DaemonSet>, generation: number): Stored<DaemonSet> {
  const annotations = { ...set.metadata.annotations, [generationAnnotation]: String(generation) }
  return { ...set, metadata: { ...set.metadata, annotations } }
}

/** apps/v1 `SetDefaults_DaemonSet`. */
function defaultStrategy({ type, rollingUpdate }: DaemonSetUpdateStrategy): DaemonSetUpdateStrategy {
  if (type !== undefined && type !== '' && type !== 'RollingUpdate') return compact({ type, rollingUpdate })
  const { maxUnavailable = 1, maxSurge = 0 } = rollingUpdate ?? {}
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } }
}

/** apps `ValidateDaemonSetSpec`. */
function* checkSpec(spec: DaemonSetSpec | undefined): FieldErrors {
  const selector = spec?.selector
  yield* validateLabelSelector(selector, 'spec.selector')
  yield* checkTemplateLabels(spec?.template, selector)
  if (selector !== undefined && isEmpty(selector)) {
    yield invalidValue('spec.selector', shownSelector(selector), 'empty selector is invalid for daemonset')
  }
  yield* checkLastingTemplate(spec?.template, 'DaemonSet')
  yield* checkNonNegative('spec.minReadySeconds', spec?.minReadySeconds)
  yield* checkStrategy(spec?.updateStrategy ?? {})
  yield* checkNonNegative('spec.revisionHistoryLimit', spec?.revisionHistoryLimit)
}

function* checkStrategy({ type, rollingUpdate }: DaemonSetUpdateStrategy): FieldErrors {
  const field = 'spec.updateStrategy'
  if (type === 'OnDelete') return
  if (type !== 'RollingUpdate') {
    const shown = { Type: type ?? '', RollingUpdate: rollingUpdate === undefined ? null : rollingUpdate }
    yield notSupported(field, shown, ['RollingUpdate', 'OnDelete'])
    return
  }
  if (rollingUpdate === undefined) {
    yield required(`${field}.rollingUpdate`)
    return
  }
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate
  yield* checkRolling(`${field}.rollingUpdate`, maxUnavailable, maxSurge)
}

function* checkRolling(path: string, maxUnavailable: IntOrString, maxSurge: IntOrString): FieldErrors {
  yield* checkIntOrPercent(`${path}.maxUnavailable`, maxUnavailable)
  yield* checkIntOrPercent(`${path}.maxSurge`, maxSurge)
  yield* checkAtMost100Percent(`${path}.maxUnavailable`, maxUnavailable)
  yield* checkAtMost100Percent(`${path}.maxSurge`, maxSurge)
  const unavailable = intOrPercent(maxUnavailable) !== 0
  const surge = intOrPercent(maxSurge) !== 0
  if (unavailable && surge) {
    yield invalidValue(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')
  } else if (!unavailable && !surge) {
    yield required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0')
  }
}
