export interface ConsoleLine {
  /** Typed by the learner (without its prompt) or printed by the command. */
  readonly command: boolean
  readonly text: string
}

/** Splits a `console` block: `$ ` begins a command, and a command goes on over lines that end in a backslash. */
export function consoleLines(text: string): ConsoleLine[] {
  let continues = false
  return text.split('\n').map((line) => {
    const starts = /^\$ ?/.exec(line)
    const command = starts !== null || continues
    continues = command && line.endsWith('\\')
    return { command, text: starts === null ? line : line.slice(starts[0].length) }
  })
}
