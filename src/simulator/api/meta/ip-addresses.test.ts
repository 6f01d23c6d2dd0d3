import { expect, it } from 'vitest'
import {
  isCidr,
  isCidrForLegacyField,
  isValidIp,
  isValidIpForLegacyField,
  warningsForCidr,
  warningsForIp,
} from './ip-addresses.ts'

it('takes canonical addresses', () => {
  for (const ip of ['10.9.8.7', '::', '::1', '2001:db8::ffff', '1:2:3:4:5:6:7:8', '1::4:5:6:7:8', 'fe80::']) {
    expect(isValidIp(ip)).toEqual([])
  }
})

it('refuses what is no address', () => {
  for (const ip of ['', '1.2.3', '1.2.3.256', '1.2.3.4.5', 'a', ':::', '1:2', '::1::', '1:2:3:4:5:6:7:8:9']) {
    expect(isValidIp(ip)).toEqual(['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'])
    expect(isValidIpForLegacyField(ip)).toHaveLength(1)
  }
})

it('wants new fields canonical, and takes old notations in old fields', () => {
  expect(isValidIp('010.0.0.1')).toEqual(['must not have leading 0s'])
  expect(isValidIp('::ffff:1.2.3.4')).toEqual(['must not be an IPv4-mapped IPv6 address'])
  expect(isValidIp('FE80:0::1')).toEqual(['must be in canonical form ("fe80::1")'])
  for (const ip of ['010.0.0.1', '::ffff:1.2.3.4', 'FE80:0::1'])
    expect(isValidIpForLegacyField(ip)).toEqual([])
})

it('checks networks', () => {
  for (const cidr of ['10.9.8.0/24', '2001:db8::/64', '0.0.0.0/0']) expect(isCidr(cidr)).toEqual([])
  for (const cidr of ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/', '/8', '::/129', '10.0.0.0/-1']) {
    expect(isCidr(cidr)).toEqual(['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'])
    expect(isCidrForLegacyField(cidr)).toHaveLength(1)
  }
  expect(isCidr('10.0.0.1/8')).toEqual(['must not have bits set beyond the prefix length'])
  expect(isCidr('10.0.0.0/08')).toEqual(['must not have leading 0s in IP or prefix length'])
  expect(isCidr('2001:DB8::/64')).toEqual(['must be in canonical form ("2001:db8::/64")'])
  expect(isCidrForLegacyField('10.0.0.1/8')).toEqual([])
})

it('warns about notations that will be refused', () => {
  expect(warningsForIp('spec.clusterIP', '10.0.0.1')).toEqual([])
  expect(warningsForIp('spec.clusterIP', '010.0.0.1')).toEqual([
    'spec.clusterIP: non-standard IP address "010.0.0.1" will be considered invalid in a future Kubernetes release: use "10.0.0.1"',
  ])
  expect(warningsForIp('p', '0:0::1')).toEqual([
    'p: IPv6 address "0:0::1" should be in RFC 5952 canonical format ("::1")',
  ])
  expect(warningsForCidr('p', '10.1.2.3/8')).toEqual([
    'p: CIDR value "10.1.2.3/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.1.2.3/32"?)',
  ])
})
