/** `exit`, from wherever the shell is. */
export class ShellExit extends Error {
  readonly code: number

  constructor(code: number) {
    super(`exit ${String(code)}`)
    this.code = code
  }
}

/** `break` and `continue`, with how many loops they leave. */
export class LoopJump extends Error {
  readonly kind: 'break' | 'continue'
  readonly loops: number

  constructor(kind: 'break' | 'continue', loops: number) {
    super(kind)
    this.kind = kind
    this.loops = loops
  }
}
