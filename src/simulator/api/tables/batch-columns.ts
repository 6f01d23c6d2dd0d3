import type { Stored } from '../object.ts'
import { cronJobs, jobs } from '../resource.ts'
import type { CronJob, Job } from '../schema/kubernetes-types.ts'
import { age, integer, nameColumn, text, wide } from './columns.ts'
import { containerCells, containerColumns } from './container-cells.ts'
import { humanDuration, since } from './human-duration.ts'
import { selectorCell } from './label-text.ts'
import type { TableColumns } from './table-columns.ts'

/** Rule: printers.go `printJob`. */
export const jobColumns: TableColumns<Job> = {
  resource: jobs,
  columns: [
    nameColumn,
    text('Status'),
    text('Completions'),
    text('Duration'),
    text('Age'),
    ...containerColumns,
    wide('Selector'),
  ],
  cells: (job, now) => [
    job.metadata.name,
    statusText(job),
    completionsText(job),
    durationText(job, now),
    age(job, now),
    ...containerCells(job.spec?.template),
    selectorCell(job.spec?.selector),
  ],
}

/** Rule: printers.go `printCronJob`. */
export const cronJobColumns: TableColumns<CronJob> = {
  resource: cronJobs,
  columns: [
    nameColumn,
    text('Schedule'),
    text('Timezone'),
    { name: 'Suspend', type: 'boolean', format: '', priority: 0 },
    integer('Active'),
    text('Last Schedule'),
    text('Age'),
    ...containerColumns,
    wide('Selector'),
  ],
  cells({ metadata, spec, status, ...rest }, now) {
    const last = status?.lastScheduleTime
    return [
      metadata.name,
      spec?.schedule ?? '',
      spec?.timeZone ?? '<none>',
      spec?.suspend === undefined ? '<unset>' : spec.suspend ? 'True' : 'False',
      status?.active?.length ?? 0,
      last === undefined ? '<none>' : since(last, now),
      age({ metadata, ...rest }, now),
      ...containerCells(spec?.jobTemplate.spec?.template),
      selectorCell(spec?.jobTemplate.spec?.selector),
    ]
  },
}

const shownConditions = [
  ['Suspended', 'Suspended'],
  ['FailureTarget', 'FailureTarget'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet'],
] as const

function statusText(job: Stored<Job>): string {
  if (has(job, 'Complete')) return 'Complete'
  if (has(job, 'Failed')) return 'Failed'
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating'
  return shownConditions.find(([type]) => has(job, type))?.[1] ?? 'Running'
}

function has(job: Stored<Job>, type: string): boolean {
  return job.status?.conditions?.find((one) => one.type === type)?.status === 'True'
}

function completionsText({ spec, status }: Stored<Job>): string {
  const succeeded = status?.succeeded ?? 0
  if (spec?.completions !== undefined) return `${succeeded}/${spec.completions}`
  const parallelism = spec?.parallelism ?? 0
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`
}

function durationText({ status }: Stored<Job>, now: number): string {
  if (status?.startTime === undefined) return ''
  const end = status.completionTime === undefined ? now : Date.parse(status.completionTime)
  return humanDuration(end - Date.parse(status.startTime))
}
