/** A script that the shell can not read, or that uses what it does not model. */
export class ShellSyntaxError extends Error {
  /** Whether more input could complete it. */
  readonly incomplete: boolean

  constructor(message: string, incomplete = false) {
    super(message)
    this.name = 'ShellSyntaxError'
    this.incomplete = incomplete
  }
}

/** Syntax of a shell that this one does not model: refused by name. */
export function unmodelled(what: string): ShellSyntaxError {
  return new ShellSyntaxError(`${what} is not modelled by the embedded cluster's shell`)
}
