import { opaque, understood, type Facet, type Reading } from './normal-form.ts'
import { flagFacets, readFlags, type FlagSpec } from './read-flags.ts'

const ncFlags: readonly FlagSpec[] = [
  { name: 'scan', short: 'z', kind: 'target' },
  { name: 'udp', short: 'u', kind: 'target' },
  { name: 'listen', short: 'l', kind: 'target' },
  { name: 'keep-open', short: 'k', kind: 'target' },
  { name: 'ipv4', short: '4', kind: 'target' },
  { name: 'ipv6', short: '6', kind: 'target' },
  { name: 'no-dns', short: 'n', kind: 'target' },
  { name: 'source-port', short: 'p', value: true, kind: 'target' },
  { name: 'source', short: 's', value: true, kind: 'target' },
  { name: 'verbose', short: 'v', kind: 'manner' },
  { name: 'timeout', short: 'w', value: true, kind: 'manner' },
  { name: 'quit', short: 'q', value: true, kind: 'manner' },
]

/** What `nc` would connect to. */
export function readNc(words: readonly string[]): Reading {
  const read = readFlags(words, ncFlags, 'getopt')
  if (read.fault !== null) return opaque('nc', read.fault)
  const [host = '', port = '', ...more] = read.positionals
  if (more.length > 0 || host === '') return opaque('nc', 'it does not name one host and one port')
  return understood('nc', [
    target('host', host.toLowerCase(), host),
    target('port', port, port),
    ...flagFacets(read.flags),
  ])
}

/** What `nslookup` would ask. A final dot counts: it turns the search list off. */
export function readNslookup(words: readonly string[]): Reading {
  const facets: Facet[] = []
  const positionals: string[] = []
  for (const word of words) {
    const [, type] = /^-(?:type|ty|query|querytype|q)=(.+)$/i.exec(word) ?? []
    if (type !== undefined) facets.push(target('record type', type.toUpperCase(), word))
    else if (/^-(?:debug|d2|nosearch|search|recurse|norecurse|vc|novc)$/.test(word))
      facets.push(target(word, word, word))
    else if (/^-(?:timeout|retry|port)=\d+$/.test(word))
      facets.push(target(word.split('=')[0] ?? word, word, word))
    else if (word.startsWith('-')) return opaque('nslookup', `the flag \`${word}\` is not known here`)
    else positionals.push(word)
  }
  const [name, server, ...more] = positionals
  if (name === undefined || more.length > 0) return opaque('nslookup', 'it does not ask for one name')
  return understood('nslookup', [
    target('name', name.toLowerCase(), name),
    ...(server === undefined ? [] : [target('server', server.toLowerCase(), server)]),
    ...facets,
  ])
}

function target(label: string, value: string, written: string): Facet {
  return { label, kind: 'target', value, written }
}
