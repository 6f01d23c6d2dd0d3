import { Cron } from 'croner'

/** A schedule in a time zone; `Etc/UTC` is where the controllers of a kind cluster are. Throws when croner can not read it. */
export class Schedule {
  readonly #cron: Cron

  constructor(schedule: string, timeZone: string | undefined) {
    this.#cron = new Cron(schedule.replace(/^@(?:daily|midnight)$/, '0 0 * * *'), {
      timezone: timeZone ?? 'Etc/UTC',
      paused: true,
      mode: '5-part',
    })
  }

  /** The first time after `ms`, epoch ms; null when there is none. */
  next(ms: number): number | null {
    return this.#cron.nextRun(new Date(ms))?.getTime() ?? null
  }

  /** The last time after `from` and not after `to`, epoch ms; null when there was none. */
  last(from: number, to: number): number | null {
    let found: number | null = null
    for (let time = this.next(from); time !== null && time <= to; time = this.next(time)) found = time
    return found
  }
}
