import type { Stored } from '../../object.ts'
import type { Job, JobSpec } from '../../schema/kubernetes-types.ts'
import { defaultPodTemplate } from '../pod/pod-defaults.ts'
import { compact, orElse } from '../zero-values.ts'

/** The largest int32: an index has its own limit, so the Job has none. */
const unlimited = 2147483647

/** batch/v1 `SetDefaults_Job`: labels are the template's when there are none. */
export function defaultJob(job: Job): Job {
  const templateLabels = orElse(job.spec?.template, {}).metadata?.labels
  const unlabelled = Object.keys(job.metadata?.labels ?? {}).length === 0
  return {
    ...job,
    ...(unlabelled &&
      templateLabels !== undefined && { metadata: { ...job.metadata, labels: templateLabels } }),
    spec: defaultJobSpec(job.spec),
    status: job.status ?? {},
  }
}

function defaultJobSpec(spec: JobSpec | undefined): JobSpec {
  const alone = spec?.completions === undefined && spec?.parallelism === undefined
  return compact({
    ...spec,
    template: defaultPodTemplate(spec?.template),
    completions: alone ? 1 : spec.completions,
    parallelism: spec?.parallelism ?? 1,
    backoffLimit: spec?.backoffLimit ?? (spec?.backoffLimitPerIndex === undefined ? 6 : unlimited),
    completionMode: spec?.completionMode ?? 'NonIndexed',
    suspend: spec?.suspend ?? false,
    podReplacementPolicy:
      spec?.podReplacementPolicy ?? (spec?.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed'),
    manualSelector: spec?.manualSelector ?? false,
  })
}

/** `registry/batch/job` `generateSelector`: a Job selects its Pods by its own uid. */
export function withGeneratedSelector(job: Stored<Job>): Stored<Job> {
  const { spec, metadata } = job
  if (spec === undefined || spec.manualSelector === true) return job
  const { template, selector } = spec
  const labels = {
    'job-name': metadata.name,
    'batch.kubernetes.io/job-name': metadata.name,
    'controller-uid': metadata.uid,
    [uidLabel]: metadata.uid,
    ...template.metadata?.labels,
  }
  return {
    ...job,
    spec: {
      ...spec,
      template: { ...template, metadata: { ...template.metadata, labels } },
      selector: { ...selector, matchLabels: { [uidLabel]: metadata.uid, ...selector?.matchLabels } },
    },
  }
}

const uidLabel = 'batch.kubernetes.io/controller-uid'
