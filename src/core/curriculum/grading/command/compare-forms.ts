import { distance } from 'fastest-levenshtein'
import type { Facet, NormalForm } from './normal-form.ts'
import { matchesValue, showPlaceholders } from './placeholders.ts'

/** One way in which a command does something else than the expected one. */
export interface Difference {
  /** Whether it merely prints or waits differently, or is a near-miss of one word. */
  readonly slight: boolean
  /** A sentence for a person. */
  readonly text: string
}

/** Everything in which `given` does something else than `expected`; none when it does the same. */
export function compareForms(given: NormalForm, expected: NormalForm): Difference[] {
  if (given.program !== expected.program) {
    return [{ slight: false, text: `It runs \`${given.program}\`, not \`${expected.program}\`.` }]
  }
  const labels = [...new Set([...expected.facets, ...given.facets].map((facet) => facet.label))]
  return labels.flatMap((label) => {
    const want = expected.facets.find((facet) => facet.label === label)
    const have = given.facets.find((facet) => facet.label === label)
    return differenceOf(label, want, have, isInteractive(expected))
  })
}

/** A shell without arguments needs a terminal; nothing else in a card does. */
function isInteractive(form: NormalForm): boolean {
  const runs = form.facets.find((facet) => facet.label === 'program to run')?.value ?? ''
  return /^(?:sh|bash)$/.test(runs) && !form.facets.some((facet) => facet.label.startsWith(`${runs}'s`))
}

function differenceOf(
  label: string,
  want: Facet | undefined,
  have: Facet | undefined,
  interactive: boolean,
): Difference[] {
  if (want !== undefined && have !== undefined && matchesValue(want.value, have.value)) return []
  const kind = (want ?? have)?.kind
  const needsTerminal = interactive && (label === 'stdin' || label === 'tty') && have === undefined
  if (kind === 'neutral' && !needsTerminal) return []
  const nearMiss = want !== undefined && have !== undefined && isTypo(want.value, have.value)
  return [{ slight: kind !== 'target' || nearMiss, text: sentenceOf(label, want, have) }]
}

function sentenceOf(label: string, want: Facet | undefined, have: Facet | undefined): string {
  if (want === undefined) return `It adds \`${have?.written || have?.value || label}\`.`
  if (have === undefined)
    return `It lacks \`${showPlaceholders(want.written === '' ? want.value : want.written)}\`.`
  if (label.endsWith('namespace')) return `It asks ${namespaceOf(have)}, not ${namespaceOf(want)}.`
  const whose = label.includes("'s ") ? label : `Its ${label}`
  return `${whose} is \`${have.value}\`, not \`${showPlaceholders(want.value)}\`.`
}

function namespaceOf(facet: Facet): string {
  return facet.value === '*' ? 'all namespaces' : `namespace ${showPlaceholders(facet.value)}`
}

/** A slip of the keyboard: one letter off, or two swapped, in a word of five letters or more; digits and signs agree. */
function isTypo(want: string, have: string): boolean {
  const words = (text: string): string[] => text.split(/[^a-z]+/i)
  const signs = (text: string): string => text.replace(/[a-z]+/gi, 'a')
  if (signs(want) !== signs(have)) return false
  const typed = words(have)
  return words(want).every((word, index) => {
    const other = typed[index] ?? ''
    const letters = (text: string): string => text.split(/(?:)/u).sort().join('')
    const off = distance(word, other)
    return off === 0 || (word.length >= 5 && (off === 1 || (off === 2 && letters(word) === letters(other))))
  })
}
