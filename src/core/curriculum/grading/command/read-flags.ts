import { nearestWord } from '../../nearest-word.ts'
import type { Facet } from './normal-form.ts'

/** A flag of a program. */
export interface FlagSpec {
  /** Long name without dashes; also the facet's label unless `label` is there. */
  readonly name: string
  readonly short?: string
  readonly value?: boolean
  readonly kind: Facet['kind']
  readonly label?: string
  /** What the program takes when the flag is left out: saying it changes nothing. */
  readonly fallback?: string
  /** The same value in other words gets one normal form. */
  readonly normalise?: (value: string) => string
}

/** How a program reads flags: Go's pflag (`--a=b`, `-ab`, `-a=b`) or getopt_long as curl and nc use it. */
export type FlagStyle = 'pflag' | 'getopt'

interface ReadFlag {
  readonly spec: FlagSpec
  readonly value: string
  readonly written: string
}

export interface ReadFlags {
  readonly flags: readonly ReadFlag[]
  readonly positionals: readonly string[]
  /** What follows `--`; null when there is none. */
  readonly rest: readonly string[] | null
  /** Why the words cannot be read; null when they can. */
  readonly fault: string | null
}

/** Sorts words into flags and positionals. Flags stand anywhere before `--`. */
export function readFlags(words: readonly string[], specs: readonly FlagSpec[], style: FlagStyle): ReadFlags {
  const flags: ReadFlag[] = []
  const positionals: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word === '--') return { flags, positionals, rest: words.slice(at + 1), fault: null }
    if (!word.startsWith('-') || word === '-') {
      positionals.push(word)
      continue
    }
    const read = word.startsWith('--')
      ? readLong(word, words[at + 1], specs, style)
      : readBundle(word, words[at + 1], specs, style)
    if ('fault' in read) return { flags, positionals, rest: null, fault: read.fault }
    flags.push(...read.flags)
    if (read.tookNext) at += 1
  }
  return { flags, positionals, rest: null, fault: null }
}

/** One facet per flag; values of a repeated flag are gathered in any order. */
export function flagFacets(flags: readonly ReadFlag[]): Facet[] {
  const specs = [...new Set(flags.map((flag) => flag.spec))]
  return specs.flatMap((spec) => {
    const same = flags.filter((flag) => flag.spec === spec)
    const values = same.map(({ value }) => (spec.normalise ? spec.normalise(value) : value))
    if (spec.value !== true && values.at(-1) === 'false') return []
    if (spec.fallback !== undefined && values.at(-1) === spec.fallback) return []
    return [
      {
        label: spec.label ?? spec.name,
        kind: spec.kind,
        value: [...values].sort().join(' '),
        written: same.map((flag) => flag.written).join(' '),
      },
    ]
  })
}

type Read = { flags: ReadFlag[]; tookNext: boolean } | { fault: string }

function readLong(
  word: string,
  next: string | undefined,
  specs: readonly FlagSpec[],
  style: FlagStyle,
): Read {
  const [, name = '', value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? []
  const spec = specs.find((candidate) => candidate.name === name)
  if (spec === undefined) return { fault: unknownFlag(`--${name}`, specs) }
  if (value !== undefined) {
    if (style === 'getopt')
      return { fault: `\`${word}\` is not how it takes a value: write \`--${name} ${value}\`` }
    return { flags: [{ spec, value, written: word }], tookNext: false }
  }
  if (spec.value !== true) return { flags: [{ spec, value: 'true', written: word }], tookNext: false }
  if (next === undefined) return { fault: `\`${word}\` needs a value` }
  return { flags: [{ spec, value: next, written: `${word} ${next}` }], tookNext: true }
}

function readBundle(
  word: string,
  next: string | undefined,
  specs: readonly FlagSpec[],
  style: FlagStyle,
): Read {
  const flags: ReadFlag[] = []
  for (let at = 1; at < word.length; at += 1) {
    const letter = word[at] ?? ''
    const spec = specs.find((candidate) => candidate.short === letter)
    if (spec === undefined) return { fault: unknownFlag(`-${letter}`, specs) }
    const rest = word.slice(at + 1)
    if (spec.value !== true) {
      if (style === 'pflag' && rest.startsWith('=')) {
        flags.push({ spec, value: rest.slice(1), written: word })
        return { flags, tookNext: false }
      }
      flags.push({ spec, value: 'true', written: word })
      continue
    }
    if (rest !== '') {
      const value = style === 'pflag' ? rest.replace(/^=/, '') : rest
      flags.push({ spec, value, written: word })
      return { flags, tookNext: false }
    }
    if (next === undefined) return { fault: `\`-${letter}\` needs a value` }
    flags.push({ spec, value: next, written: `${word} ${next}` })
    return { flags, tookNext: true }
  }
  return { flags, tookNext: false }
}

function unknownFlag(flag: string, specs: readonly FlagSpec[]): string {
  const near = flag.startsWith('--')
    ? nearestWord(
        flag.slice(2),
        specs.map((spec) => spec.name),
      )
    : null
  return `the flag \`${flag}\` is not known here${near === null ? '' : ` (did you mean \`--${near}\`?)`}`
}
