import { invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { validateLabelSelector } from '../../meta/label-validation.ts'
import type { Stored } from '../../object.ts'
import type { Job, JobSpec } from '../../schema/kubernetes-types.ts'
import { checkDomainPrefixedPath } from '../domain-prefixed-path.ts'
import { checkNonNegative, type FieldErrors } from '../field-checks.ts'
import { checkPodTemplate } from '../pod/pod-template-validation.ts'
import { selectorMatches, shownSelector } from '../workload/selector.ts'
import { entries, text } from '../zero-values.ts'

/** batch `ValidateJob`. */
export function* checkJob(job: Stored<Job>): FieldErrors {
  const { spec } = job
  yield* checkGeneratedSelector(job)
  yield* checkJobSpec('spec', spec)
  const selector = spec?.selector
  if (selector === undefined) yield required('spec.selector')
  else yield* validateLabelSelector(selector, 'spec.selector')
  const labels = spec?.template.metadata?.labels
  if (selectorMatches(selector, labels ?? {}) === false) {
    const shown = labels === undefined ? null : Object.fromEntries(entries(labels))
    yield invalidValue('spec.template.metadata.labels', shown, '`selector` does not match template `labels`')
  }
}

function* checkGeneratedSelector({ spec, metadata }: Stored<Job>): FieldErrors {
  if (spec?.manualSelector === true || spec?.selector === undefined) return
  const labels = spec.template.metadata?.labels ?? {}
  const expected = {
    'controller-uid': metadata.uid,
    'job-name': metadata.name,
    'batch.kubernetes.io/controller-uid': metadata.uid,
    'batch.kubernetes.io/job-name': metadata.name,
  }
  for (const [key, value] of Object.entries(expected)) {
    const field = `spec.template.metadata.labels[${key}]`
    if (labels[key] === undefined) yield required(field, `must be '${value}'`)
    else if (labels[key] !== value) {
      yield invalidValue(field, Object.fromEntries(entries(labels)), `must be '${value}'`)
    }
  }
  if (selectorMatches(spec.selector, expected) === false) {
    yield invalidValue('spec.selector', shownSelector(spec.selector), '`selector` not auto-generated')
  }
}

/** batch `validateJobSpec`: of a Job and of a CronJob's template. */
export function* checkJobSpec(path: string, spec: JobSpec | undefined): FieldErrors {
  for (const field of [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ] as const) {
    yield* checkNonNegative(`${path}.${field}`, spec?.[field])
  }
  if (spec?.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined) {
    yield required(`${path}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified')
  }
  if (spec?.managedBy !== undefined) yield* checkDomainPrefixedPath(`${path}.managedBy`, spec.managedBy)
  yield* checkMode(path, spec)
  yield* checkReplacement(`${path}.podReplacementPolicy`, spec)
  yield* checkPodTemplate(`${path}.template`, spec?.template)
  yield* checkRestartPolicy(`${path}.template.spec.restartPolicy`, spec)
}

function* checkMode(path: string, spec: JobSpec | undefined): FieldErrors {
  const mode = spec?.completionMode ?? 'NonIndexed'
  if (mode !== 'NonIndexed' && mode !== 'Indexed') {
    yield notSupported(`${path}.completionMode`, mode, ['NonIndexed', 'Indexed'])
  }
  if (mode === 'Indexed') {
    if (spec?.completions === undefined) {
      yield required(`${path}.completions`, 'when completion mode is Indexed')
    }
    return
  }
  for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'] as const) {
    const value = spec?.[field]
    if (value !== undefined) yield invalidValue(`${path}.${field}`, value, 'requires indexed completion mode')
  }
}

function* checkReplacement(field: string, spec: JobSpec | undefined): FieldErrors {
  const policy = spec?.podReplacementPolicy
  if (policy === undefined) return
  const supported = spec?.podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed']
  if (!supported.includes(policy)) yield notSupported(field, policy, supported)
}

function* checkRestartPolicy(field: string, spec: JobSpec | undefined): FieldErrors {
  const policy = text(spec?.template.spec?.restartPolicy)
  if (policy === '' || policy === 'Always') {
    yield required(field, 'valid values: "OnFailure", "Never"')
  } else if (policy !== 'OnFailure' && policy !== 'Never') {
    yield notSupported(field, policy, ['OnFailure', 'Never'])
  } else if (spec?.podFailurePolicy !== undefined && policy !== 'Never') {
    yield invalidValue(field, policy, 'only "Never" is supported when podFailurePolicy is specified')
  }
}
