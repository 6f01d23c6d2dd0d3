/** Where a command writes: data to standard output, everything else to standard error. */
export interface Printer {
  readonly json: boolean
  /** Data: as JSON with `--json`, else the lines that `human` makes of it. */
  data<T>(value: T, human: (value: T) => readonly string[]): void
  /** Something for a person that is no data; silent with `--json`. */
  note(line: string): void
}

export function createPrinter(
  json: boolean,
  streams: { out: NodeJS.WritableStream; err: NodeJS.WritableStream } = {
    out: process.stdout,
    err: process.stderr,
  },
): Printer {
  return {
    json,
    data: (value, human) => {
      const text = json ? JSON.stringify(value, null, 2) : human(value).join('\n')
      if (text !== '') streams.out.write(`${text}\n`)
    },
    note: (line) => {
      if (!json) streams.err.write(`${line}\n`)
    },
  }
}
