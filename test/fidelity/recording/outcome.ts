/** What one step of a script gave, normalised. */
export interface Outcome {
  /** The line that a learner would type, or the request. */
  command: string
  /** Lines of standard output start with `| `, those of standard error with `! `. */
  lines: string[]
  /** `exit 1`, `status 409`, or `stopped` for a call that was ended on purpose. */
  end: string
}

/** A script's outcomes as a text for people: commands start with `$ `, the end of each is a line of its own. */
export function recordingText(title: string, outcomes: readonly Outcome[]): string {
  const parts = outcomes.map(({ command, lines, end }) => [`$ ${command}`, ...lines, `= ${end}`, ''])
  return [`# ${title}`, '', ...parts.flat()].join('\n')
}

/** Reads what `recordingText` wrote. @throws {Error} for a line that is none of a recording's */
export function parseRecording(text: string): Outcome[] {
  const outcomes: Outcome[] = []
  for (const line of text.split('\n')) {
    const current = outcomes.at(-1)
    if (line === '' || line.startsWith('# ')) continue
    if (line.startsWith('$ ')) outcomes.push({ command: line.slice(2), lines: [], end: '' })
    else if (current === undefined) throw new Error(`not a recording: ${line}`)
    else if (line.startsWith('= ')) current.end = line.slice(2)
    else if (/^[|!](?: |$)/.test(line)) current.lines.push(line)
    else throw new Error(`not a line of a recording: ${line}`)
  }
  return outcomes
}
