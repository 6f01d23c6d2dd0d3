import { invalidValue } from '../../meta/field-errors.ts'
import { validateImmutable } from '../../meta/object-meta-validation.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import { jobs } from '../../resource.ts'
import type { Job, JobSpec, PodTemplateSpec } from '../../schema/kubernetes-types.ts'
import { immutable, type FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { internalJson } from '../pod/internal-json.ts'
import { podNameWarning, templateWarnings } from '../workload/template-warnings.ts'
import { shownSelector } from '../workload/selector.ts'
import { compact, mapped, number } from '../zero-values.ts'
import { defaultJob, withGeneratedSelector } from './job-defaults.ts'
import { checkJob } from './job-validation.ts'

/** `pkg/registry/batch/job/strategy.go`. */
export const jobRules: KindRules<Job> = {
  resource: jobs,
  hasStatus: true,
  defaults: defaultJob,
  prepareForCreate: (job) => ({ ...withGeneratedSelector(job), status: {} }),
  validate: (job) => [...checkJob(job)],
  validateUpdate: (next, previous) => [...checkJob(next), ...checkChange(next, previous)],
  warnings: (next, previous) => [
    ...podNameWarning(next, previous),
    ...templateWarnings('spec.template', next.spec?.template, next, previous),
  ],
  fieldSelectors: { 'status.successful': ({ status }) => String(number(status?.succeeded)) },
}

/** batch `ValidateJobSpecUpdate`. */
function* checkChange(next: Job, previous: Job): FieldErrors {
  const spec = next.spec
  const old = previous.spec
  const same = (field: keyof JobSpec): ReturnType<typeof validateImmutable> =>
    validateImmutable(spec?.[field] ?? null, old?.[field] ?? null, `spec.${field}`)
  if (spec?.completionMode !== 'Indexed') yield* same('completions')
  else if (spec.completions !== old?.completions && spec.completions !== spec.parallelism) {
    const detail = 'can only be modified in tandem with spec.parallelism'
    yield invalidValue('spec.completions', spec.completions, detail)
  }
  yield* validateImmutable(
    mapped(spec?.selector, shownSelector) ?? null,
    mapped(old?.selector, shownSelector) ?? null,
    'spec.selector',
  )
  const before = isHeld(previous) ? withScheduling(old?.template, spec?.template) : old?.template
  if (!semanticEqual(spec?.template, before)) {
    yield invalidValue('spec.template', internalTemplate(spec?.template), immutable)
  }
  yield* same('completionMode')
  yield* same('podFailurePolicy')
  yield* same('backoffLimitPerIndex')
  yield* same('managedBy')
  yield* same('successPolicy')
}

/** Suspended and never started: where its Pods go may still change. */
function isHeld({ spec, status }: Job): boolean {
  return spec?.suspend === true && status?.startTime === undefined
}

function withScheduling(
  old: PodTemplateSpec | undefined,
  next: PodTemplateSpec | undefined,
): PodTemplateSpec | undefined {
  if (old?.spec === undefined) return old
  const { nodeSelector, tolerations, schedulingGates } = next?.spec ?? {}
  return {
    metadata: { ...old.metadata, ...next?.metadata },
    spec: compact({ ...old.spec, nodeSelector, tolerations, schedulingGates }),
  }
}

/** As Go marshals the internal type, whose metadata is embedded. */
function internalTemplate(template: PodTemplateSpec | undefined): unknown {
  return { ...template?.metadata, Spec: internalJson('PodSpec', template?.spec ?? {}) }
}
