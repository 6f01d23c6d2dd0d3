/**
 * One thing that a command says. `target`: what it acts on or asks, so another value is another command. `manner`: how it goes
 * about it or prints. `neutral`: changes nothing that matters to the answer.
 */
export interface Facet {
  /** `namespace`, `output`: as a person calls it. */
  readonly label: string
  readonly kind: 'target' | 'manner' | 'neutral'
  /** Equal values mean the same. */
  readonly value: string
  /** As it was written, to tell what differs only in writing; '' when it is a default. */
  readonly written: string
}

/** What a command would do. Two commands do the same when their programs and facets are equal. */
export interface NormalForm {
  readonly program: string
  readonly facets: readonly Facet[]
}

/** A command that is not understood, and why: it can only be compared as it is written. */
export interface Opaque {
  readonly program: string
  readonly reason: string
  /** kubectl's verb, where at least that is clear. */
  readonly verb: string | null
}

export type Reading = { readonly form: NormalForm } | { readonly opaque: Opaque }

export function understood(program: string, facets: readonly Facet[]): Reading {
  return { form: { program, facets } }
}

export function opaque(program: string, reason: string, verb: string | null = null): Reading {
  return { opaque: { program, reason, verb } }
}

/** kubectl's verb; null for other programs and where it is not clear. */
export function verbOf(reading: Reading): string | null {
  if ('opaque' in reading) return reading.opaque.verb
  return reading.form.facets.find((facet) => facet.label === 'verb')?.value ?? null
}
