import { expect, it } from 'vitest'
import type { ProbeOutcome } from '../cluster-port.ts'
import { checkSchema, type ProbeCheck } from '../format/check-schema.ts'
import { isExpected } from './judge-probe.ts'

const from = { namespace: 'shop', workload: 'client' }
const check = (fields: object): ProbeCheck => checkSchema.parse({ from, ...fields }) as ProbeCheck

const everyOutcome: readonly ProbeOutcome[] = [
  { outcome: 'answer', addresses: ['10.0.0.1'] },
  { outcome: 'nxdomain' },
  { outcome: 'servfail' },
  { outcome: 'open' },
  { outcome: 'refused' },
  { outcome: 'timeout' },
  { outcome: 'unreachable' },
  { outcome: 'unresolved', detail: 'no such name' },
  { outcome: 'response', status: 200, body: 'catalog-1' },
  { outcome: 'response', status: 502, body: 'Bad Gateway' },
  { outcome: 'unprobed', detail: 'no such Pod' },
]
const passing = (of: ProbeCheck): string[] =>
  everyOutcome.filter((outcome) => isExpected(of, outcome)).map(({ outcome }) => outcome)

it('an HTTP check takes its status and body only', () => {
  expect(passing(check({ http: 'http://a/', body: '^catalog-' }))).toEqual(['response'])
  expect(passing(check({ http: 'http://a/', body: '^orders-' }))).toEqual([])
  expect(passing(check({ http: 'http://a/', status: 404 }))).toEqual([])
})

it('a negative check takes what it names: a name that does not resolve proves nothing about a policy', () => {
  expect(passing(check({ tcp: 'a:80', expect: ['timeout', 'refused'] }))).toEqual(['refused', 'timeout'])
  expect(passing(check({ http: 'http://a/', fails: ['refused'] }))).toEqual(['refused'])
})

it('a DNS check compares addresses where it names them', () => {
  expect(passing(check({ dns: 'a', expect: ['answer'] }))).toEqual(['answer'])
  expect(passing(check({ dns: 'a', expect: ['answer'], addresses: ['10.0.0.2'] }))).toEqual([])
})

it('a probe that could not run is what no check expects', () => {
  const all = ['open', 'refused', 'timeout', 'unreachable', 'unresolved']
  expect(passing(check({ tcp: 'a:80', expect: all }))).not.toContain('unprobed')
})
