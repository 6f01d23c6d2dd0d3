import { invalidFor, invalidValue, required } from '../../meta/field-errors.ts'
import { isQualifiedName } from '../../meta/qualified-names.ts'
import { events } from '../../resource.ts'
import type { Event } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { orElse, text } from '../zero-values.ts'

/** `pkg/registry/core/event/strategy.go`. */
export const eventRules: KindRules<Event> = {
  resource: events,
  hasStatus: false,
  defaults: (event) => ({
    ...event,
    metadata: orElse(event.metadata, {}),
    involvedObject: orElse(event.involvedObject, {}),
    source: event.source ?? {},
    reportingComponent: event.reportingComponent ?? '',
    reportingInstance: event.reportingInstance ?? '',
  }),
  validate: (event) => [...checkEvent(event)],
  validateUpdate: (next) => [...checkEvent(next)],
  fieldSelectors: {
    'involvedObject.kind': ({ involvedObject }) => text(involvedObject.kind),
    'involvedObject.namespace': ({ involvedObject }) => text(involvedObject.namespace),
    'involvedObject.name': ({ involvedObject }) => text(involvedObject.name),
    'involvedObject.uid': ({ involvedObject }) => text(involvedObject.uid),
    'involvedObject.apiVersion': ({ involvedObject }) => text(involvedObject.apiVersion),
    'involvedObject.resourceVersion': ({ involvedObject }) => text(involvedObject.resourceVersion),
    'involvedObject.fieldPath': ({ involvedObject }) => text(involvedObject.fieldPath),
    reason: ({ reason }) => text(reason),
    reportingComponent: ({ reportingComponent }) => text(reportingComponent),
    source: ({ source, reportingComponent }) => text(source?.component) || text(reportingComponent),
    type: ({ type }) => text(type),
  },
}

/** core `legacyValidateEvent`, of core/v1. */
function* checkEvent(event: Event): FieldErrors {
  const namespace = text(event.metadata.namespace)
  const involved = text(event.involvedObject.namespace)
  const elsewhere = event.eventTime === undefined ? ['', 'default'] : ['default', 'kube-system']
  const matches = involved === '' ? elsewhere.includes(namespace) : involved === namespace
  if (!matches && !(event.eventTime !== undefined && involved !== '')) {
    yield invalidValue('involvedObject.namespace', involved, 'does not match event.namespace')
  }
  if (event.eventTime === undefined) return
  const reporter = text(event.reportingComponent)
  if (reporter === '') yield required('reportingComponent')
  yield* invalidFor('reportingComponent', reporter, isQualifiedName(reporter))
  for (const [field, value, most] of [
    ['reportingInstance', event.reportingInstance, 128],
    ['action', event.action, 128],
    ['reason', event.reason, 128],
  ] as const) {
    if (text(value) === '') yield required(field)
    if (text(value).length > most) yield invalidValue(field, '', `can have at most ${most} characters`)
  }
  if (text(event.message).length > 1024) {
    yield invalidValue('message', '', 'can have at most 1024 characters')
  }
}
