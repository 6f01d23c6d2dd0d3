import { expect, it } from 'vitest'
import {
  isDns1035Label,
  isDns1123Label,
  isDns1123Subdomain,
  isDns1123SubdomainWithUnderscore,
  isWildcardDns1123Subdomain,
} from './dns-names.ts'

it('takes what DNS takes', () => {
  for (const name of ['a', '0', 'a-1', 'a--b', 'x'.repeat(63)]) expect(isDns1123Label(name)).toEqual([])
  for (const name of ['a.b', '1.2.3.4.5', 'a-1.b']) expect(isDns1123Subdomain(name)).toEqual([])
  expect(isDns1035Label('web-1')).toEqual([])
  expect(isDns1123SubdomainWithUnderscore('_tcp.my_svc.local')).toEqual([])
  expect(isWildcardDns1123Subdomain('*.example.com')).toEqual([])
})

it('says what is wrong in the words of Kubernetes', () => {
  expect(isDns1123Subdomain('Web_1')).toEqual([
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  ])
  expect(isDns1123Label('-a')).toEqual([
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
  ])
  expect(isDns1035Label('1web')).toEqual([
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
  ])
  expect(isDns1123Label('a.b')).toEqual(['must not contain dots'])
})

it('limits lengths, in bytes', () => {
  expect(isDns1123Label('x'.repeat(64))).toEqual(['must be no more than 63 characters'])
  expect(isDns1123Subdomain('x'.repeat(254))).toEqual(['must be no more than 253 characters'])
  expect(isDns1035Label('é'.repeat(32))).toHaveLength(2)
})

it('takes a line break nowhere', () => {
  expect(isDns1123Label('a\n')).not.toEqual([])
})

it('wants a star in front of a wildcard name only', () => {
  for (const host of ['*.*.com', 'foo.*.com', '*', 'example.com']) {
    expect(isWildcardDns1123Subdomain(host)).toHaveLength(1)
  }
})
