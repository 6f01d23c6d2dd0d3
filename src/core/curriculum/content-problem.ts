import { ExitCode, KubedrillError } from '../../contract/errors.ts'

/** One fault in a content file. `line` and `column` count from 1. */
export interface ContentProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Stable kebab-case: `unknown-key`, `duplicate-id`. */
  readonly code: string
  readonly message: string
  readonly remedy: string
}

/** `content/topics/dns/cards.yaml:12:5 duplicate-id …`, as compilers print it. */
export function formatProblem(problem: ContentProblem): string {
  const { file, line, column, code, message, remedy } = problem
  return `${file}:${line}:${column} ${code}: ${message} ${remedy}`
}

/** The curriculum cannot be used as it is. Carries every problem that was found. */
export class InvalidContentError extends KubedrillError {
  readonly problems: readonly ContentProblem[]

  constructor(root: string, problems: readonly ContentProblem[]) {
    const first = problems[0]
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    super({
      code: 'content.invalid',
      message: `The content in ${root} has a fault: ${first ? formatProblem(first) : 'unknown'}${more}`,
      remedy: 'Run `kubedrill content lint` for the whole list, each with its file, line and remedy.',
      exit: ExitCode.usage,
    })
    this.problems = problems
  }
}
