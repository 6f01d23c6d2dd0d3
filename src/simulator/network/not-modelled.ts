/** The simulator was asked for something that it does not model. It is said by name, never answered with a guess. */
export class NotModelledError extends Error {
  /** What is not modelled: `NetworkPolicy shop/default-deny`. */
  readonly what: string

  constructor(what: string) {
    super(`${what} is not modelled yet by the embedded cluster`)
    this.name = 'NotModelledError'
    this.what = what
  }
}
