import { parse } from 'shell-quote'

/**
 * The arguments of a call written as on a command line.
 * @throws {Error} for what only a shell could do (pipes, redirections, comments)
 */
export function argumentsOf(commandLine: string): string[] {
  return parse(commandLine, (name) => `$${name}`).map((entry) => {
    if (typeof entry === 'string') return entry
    if ('op' in entry && entry.op === 'glob') return entry.pattern
    throw new Error(`not an argument of kubectl in: ${commandLine}`)
  })
}
