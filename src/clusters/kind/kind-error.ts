import type { Problem } from '../../contract/labs.ts'
import { KubedrillError } from '../../contract/errors.ts'

/** Something of the environment that keeps kind from running; exit 3. */
export class KindError extends KubedrillError {
  constructor(problem: Problem, options?: { cause?: unknown }) {
    super({ ...problem, exit: 3 }, options)
  }
}
