import { opaque, understood, type Facet, type Reading } from './normal-form.ts'
import { flagFacets, readFlags, type FlagSpec } from './read-flags.ts'

const specs: readonly FlagSpec[] = [
  { name: 'silent', short: 's', kind: 'neutral' },
  { name: 'show-error', short: 'S', kind: 'neutral' },
  { name: 'no-progress-meter', kind: 'neutral' },
  { name: 'verbose', short: 'v', kind: 'manner' },
  { name: 'include', short: 'i', kind: 'manner' },
  { name: 'fail', short: 'f', kind: 'manner' },
  { name: 'max-time', short: 'm', value: true, kind: 'manner' },
  { name: 'connect-timeout', value: true, kind: 'manner' },
  { name: 'output', short: 'o', value: true, kind: 'manner' },
  { name: 'write-out', short: 'w', value: true, kind: 'manner' },
  { name: 'retry', value: true, kind: 'manner' },
  { name: 'location', short: 'L', kind: 'target' },
  { name: 'insecure', short: 'k', kind: 'target' },
  { name: 'head', short: 'I', kind: 'target' },
  { name: 'request', short: 'X', value: true, kind: 'target' },
  { name: 'header', short: 'H', value: true, kind: 'target', normalise: normaliseHeader },
  { name: 'data', short: 'd', value: true, kind: 'target' },
  { name: 'user', short: 'u', value: true, kind: 'target' },
  { name: 'user-agent', short: 'A', value: true, kind: 'target' },
  { name: 'cacert', value: true, kind: 'target' },
  { name: 'cert', short: 'E', value: true, kind: 'target' },
  { name: 'key', value: true, kind: 'target' },
  { name: 'proxy', short: 'x', value: true, kind: 'target' },
  { name: 'resolve', value: true, kind: 'target' },
  { name: 'connect-to', value: true, kind: 'target' },
  { name: 'interface', value: true, kind: 'target' },
  { name: 'url', value: true, kind: 'target' },
  { name: 'ipv4', short: '4', kind: 'target' },
  { name: 'ipv6', short: '6', kind: 'target' },
  { name: 'http1.1', kind: 'target' },
  { name: 'http2', kind: 'target' },
]
const requestFlags = new Set(['request', 'head', 'data', 'url'])

/** What `curl` would request, and how it tells about it. */
export function readCurl(words: readonly string[]): Reading {
  const read = readFlags(words, specs, 'getopt')
  if (read.fault !== null) return opaque('curl', read.fault)
  const valueOf = (name: string): string | undefined =>
    read.flags.findLast((flag) => flag.spec.name === name)?.value
  const urls = [
    ...read.positionals,
    ...(read.rest ?? []),
    ...read.flags.filter((flag) => flag.spec.name === 'url').map((flag) => flag.value),
  ]
  const [url] = urls
  if (url === undefined || urls.length > 1) return opaque('curl', 'it does not request exactly one URL')
  const data = valueOf('data')
  const method =
    valueOf('request') ?? (valueOf('head') !== undefined ? 'HEAD' : data !== undefined ? 'POST' : 'GET')
  const facets: Facet[] = [
    { label: 'URL', kind: 'target', value: normaliseUrl(url), written: url },
    { label: 'method', kind: 'target', value: method, written: '' },
    ...(data === undefined ? [] : [{ label: 'data', kind: 'target' as const, value: data, written: data }]),
  ]
  const others = read.flags.filter((flag) => !requestFlags.has(flag.spec.name))
  return understood('curl', [...facets, ...flagFacets(others)])
}

/** curl's defaults filled in: `http://`, the scheme's port, `/`; host in lower case. */
function normaliseUrl(url: string): string {
  const [, scheme = 'http', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(url) ?? []
  const [, authority = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? []
  const lower = scheme.toLowerCase()
  const host = authority.toLowerCase().replace(lower === 'https' ? /:443$/ : /:80$/, '')
  return `${lower}://${host}${path.startsWith('/') ? path : `/${path}`}`
}

function normaliseHeader(header: string): string {
  const [name = '', ...value] = header.split(':')
  return `${name.trim().toLowerCase()}: ${value.join(':').trim()}`
}
