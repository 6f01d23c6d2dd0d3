import { isDns1123SubdomainWithUnderscore } from '../../meta/dns-names.ts'
import { invalidFor, invalidValue, required } from '../../meta/field-errors.ts'
import { isValidIpForLegacyField } from '../../meta/ip-addresses.ts'
import type { HostAlias, PodSpec } from '../../schema/kubernetes-types.ts'
import { checkOneOf, checkSubdomain, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'

/** core `validateDNSPolicy`. */
export function checkDnsPolicy(path: string, policy: string | undefined): FieldErrors {
  return checkOneOf(path, policy, ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'])
}

/** core `validatePodDNSConfig`. */
export function* checkDnsConfig(path: string, { dnsConfig, dnsPolicy }: PodSpec): FieldErrors {
  if (dnsPolicy === 'None') {
    if (dnsConfig === undefined) {
      yield required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')
      return
    }
    if (list(dnsConfig.nameservers).length === 0) {
      const detail = 'must provide at least one DNS nameserver when `dnsPolicy` is None'
      yield required(`${path}.nameservers`, detail)
      return
    }
  }
  const nameservers = list(dnsConfig?.nameservers)
  const searches = list(dnsConfig?.searches)
  if (nameservers.length > 3) {
    yield invalidValue(`${path}.nameservers`, nameservers, 'must not have more than 3 nameservers')
  }
  for (const [index, address] of nameservers.entries()) {
    yield* invalidFor(`${path}.nameservers[${index}]`, address, isValidIpForLegacyField(address))
  }
  if (searches.length > 32) {
    yield invalidValue(`${path}.searches`, searches, 'must not have more than 32 search paths')
  }
  if (searches.join(' ').length > 2048) {
    const detail = 'must not have more than 2048 characters (including spaces) in the search list'
    yield invalidValue(`${path}.searches`, searches, detail)
  }
  for (const [index, search] of searches.entries()) {
    if (search === '.') continue
    const name = search.endsWith('.') ? search.slice(0, -1) : search
    yield* invalidFor(`${path}.searches[${index}]`, name, isDns1123SubdomainWithUnderscore(name))
  }
  for (const [index, option] of list(dnsConfig?.options).entries()) {
    if (text(option.name) === '') yield required(`${path}.options[${index}]`, 'must not be empty')
  }
}

/** core `ValidateHostAliases`. */
export function* checkHostAliases(path: string, aliases: readonly HostAlias[]): FieldErrors {
  for (const [index, { ip, hostnames }] of aliases.entries()) {
    yield* invalidFor(`${path}[${index}].ip`, text(ip), isValidIpForLegacyField(text(ip)))
    for (const [nameIndex, name] of list(hostnames).entries()) {
      yield* checkSubdomain(`${path}[${index}].hostnames[${nameIndex}]`, name)
    }
  }
}
