import { invalidValue, required } from '../../meta/field-errors.ts'
import { isDns1123Label } from '../../meta/dns-names.ts'
import type { Stored } from '../../object.ts'
import { cronJobs } from '../../resource.ts'
import type { CronJob, CronJobSpec, JobTemplateSpec } from '../../schema/kubernetes-types.ts'
import { checkNonNegative, checkOneOf, type FieldErrors } from '../field-checks.ts'
import { checkJobSpec } from '../job/job-validation.ts'
import type { KindRules } from '../kind-rules.ts'
import { defaultPodTemplate } from '../pod/pod-defaults.ts'
import { templateWarnings } from '../workload/template-warnings.ts'
import { text } from '../zero-values.ts'
import { scheduleProblem } from './cron-schedule.ts'

/** `pkg/registry/batch/cronjob/strategy.go`. */
export const cronJobRules: KindRules<CronJob> = {
  resource: cronJobs,
  hasStatus: true,
  defaults: defaultCronJob,
  prepareForCreate: (cronJob) => ({ ...cronJob, status: {} }),
  validate: (cronJob) => [...checkSpec(cronJob.spec), ...checkName(cronJob)],
  validateUpdate: (next) => [...checkSpec(next.spec)],
  warnings: (next, previous) => [
    ...nameWarning(next, previous),
    ...templateWarnings(
      'spec.jobTemplate.spec.template',
      next.spec?.jobTemplate.spec?.template,
      next,
      previous,
    ),
  ],
}

/** batch/v1 `SetDefaults_CronJob`; the Job's own fields are defaulted when it is made. */
function defaultCronJob(cronJob: CronJob): CronJob {
  const spec = cronJob.spec
  const job: JobTemplateSpec | undefined = spec?.jobTemplate
  return {
    ...cronJob,
    spec: {
      ...spec,
      schedule: text(spec?.schedule),
      jobTemplate: {
        ...job,
        metadata: job?.metadata ?? {},
        spec: { ...job?.spec, template: defaultPodTemplate(job?.spec?.template) },
      },
      concurrencyPolicy: spec?.concurrencyPolicy || 'Allow',
      suspend: spec?.suspend ?? false,
      successfulJobsHistoryLimit: spec?.successfulJobsHistoryLimit ?? 3,
      failedJobsHistoryLimit: spec?.failedJobsHistoryLimit ?? 1,
    },
    status: cronJob.status ?? {},
  }
}

/** batch `validateCronJobSpec`. */
function* checkSpec(spec: CronJobSpec | undefined): FieldErrors {
  const schedule = text(spec?.schedule)
  if (schedule === '') yield required('spec.schedule')
  else yield* checkSchedule(schedule)
  yield* checkNonNegative('spec.startingDeadlineSeconds', spec?.startingDeadlineSeconds)
  yield* checkTimeZone(spec?.timeZone)
  yield* checkOneOf('spec.concurrencyPolicy', spec?.concurrencyPolicy, ['Allow', 'Forbid', 'Replace'])
  const job = spec?.jobTemplate.spec
  if (job?.manualSelector === true) {
    yield invalidValue('spec.jobTemplate.spec.manualSelector', true, 'Unsupported value')
  }
  yield* checkJobSpec('spec.jobTemplate.spec', job)
  yield* checkNonNegative('spec.successfulJobsHistoryLimit', spec?.successfulJobsHistoryLimit)
  yield* checkNonNegative('spec.failedJobsHistoryLimit', spec?.failedJobsHistoryLimit)
}

function* checkSchedule(schedule: string): FieldErrors {
  const problem = scheduleProblem(schedule)
  if (problem !== null) yield invalidValue('spec.schedule', schedule, problem)
  if (schedule.includes('TZ')) {
    const detail = 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'
    yield invalidValue('spec.schedule', schedule, detail)
  }
}

function* checkTimeZone(zone: string | undefined): FieldErrors {
  if (zone === undefined) return
  if (zone === '') yield invalidValue('spec.timeZone', zone, 'timeZone must be nil or non-empty string')
  else if (!isTimeZone(zone)) yield invalidValue('spec.timeZone', zone, `unknown time zone ${zone}`)
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Jobs get a suffix of eleven characters. */
function* checkName({ metadata }: Stored<CronJob>): FieldErrors {
  if (metadata.name.length > 52) {
    yield invalidValue('metadata.name', metadata.name, 'must be no more than 52 characters')
  }
}

function nameWarning({ metadata }: Stored<CronJob>, previous: Stored<CronJob> | null): readonly string[] {
  const errors = previous === null ? isDns1123Label(metadata.name) : []
  if (errors.length === 0) return []
  return [
    `metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [${errors.join(' ')}]`,
  ]
}
