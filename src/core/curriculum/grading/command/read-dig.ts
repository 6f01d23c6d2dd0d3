import { opaque, understood, type Facet, type Reading } from './normal-form.ts'

const recordTypes = new Set(
  'A AAAA ANY AXFR CAA CNAME DNSKEY DS HTTPS MX NAPTR NS PTR SOA SRV SVCB TXT'.split(' '),
)
const valueFlags: Readonly<Record<string, string>> = {
  t: 'type',
  q: 'name',
  p: 'port',
  b: 'source address',
  c: 'class',
}

/** Options of dig that only change what it prints. */
const printing =
  /^(?:no)?(?:short|all|answer|question|authority|additional|stats|comments|cmd|multiline|identify|ttlid|rrcomments)$/

/** Options of dig that only change how long it waits. */
const waiting = /^(?:time(?:out)?|tries|retry)=/
/** Options that say what dig does anyway. */
const defaults = new Set(['nosearch', 'recurse'])

/** What `dig` would ask, whom, and how it prints. Words may stand in any order, as dig takes them. */
export function readDig(words: readonly string[]): Reading {
  const facets: Facet[] = []
  const options: string[] = []
  const names: string[] = []
  let type = 'A'
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word.startsWith('+')) options.push(word.slice(1).toLowerCase().replace('vc', 'tcp'))
    else if (word.startsWith('@')) facets.push(target('server', word.slice(1).toLowerCase(), word))
    else if (word === '-4' || word === '-6') facets.push(target('address family', word, word))
    else if (word === '-x') {
      type = 'PTR'
      names.push(words[(at += 1)] ?? '')
    } else if (/^-[a-z]/.test(word)) {
      const label = valueFlags[word[1] ?? '']
      if (label === undefined) return opaque('dig', `the flag \`${word}\` is not known here`)
      const value = word.length > 2 ? word.slice(2) : (words[(at += 1)] ?? '')
      if (label === 'type') type = value.toUpperCase()
      else if (label === 'name') names.push(value)
      else facets.push(target(label, value, `${word.slice(0, 2)} ${value}`))
    } else if (recordTypes.has(word.toUpperCase())) type = word.toUpperCase()
    else if (word.toUpperCase() !== 'IN') names.push(word)
  }
  if (names.length !== 1) return opaque('dig', 'it does not ask for exactly one name')
  const search = options.includes('search')
  const name = (names[0] ?? '').toLowerCase()
  return understood('dig', [
    // Without +search dig takes every name as complete, so a final dot changes nothing.
    target('name', search ? name : name.replace(/(?<=.)\.$/, ''), names[0] ?? ''),
    target('record type', type, type === 'A' ? '' : type),
    ...facets,
    ...optionFacets(options),
  ])
}

function optionFacets(options: readonly string[]): Facet[] {
  const print = options.filter((option) => printing.test(option))
  const ask = options.filter((option) => !printing.test(option) && !defaults.has(option)).sort()
  // `+noall +answer` is a sequence: noall clears what stands before it.
  const ordered = print.includes('noall') ? print : [...print].sort()
  const written = (list: readonly string[]): string => list.map((option) => `+${option}`).join(' ')
  return [
    ...(ordered.length === 0
      ? []
      : [{ label: 'output', kind: 'manner' as const, value: written(ordered), written: written(print) }]),
    ...ask.map((option) => ({
      ...target(`+${option.split('=')[0] ?? option}`, option, `+${option}`),
      ...(waiting.test(option) ? { kind: 'manner' as const } : {}),
    })),
  ]
}

function target(label: string, value: string, written: string): Facet {
  return { label, kind: 'target', value, written }
}
