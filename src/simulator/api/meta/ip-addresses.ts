import { goQuote } from './go-quote.ts'
import { ipText, maskedBytes, parseCidr, parseIp, type ParsedCidr } from './ip-parsing.ts'

const noIp = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
const noCidr = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'

/** Why `value` is no address in canonical form, as new fields must be (apimachinery `IsValidIP`); empty when it is one. */
export function isValidIp(value: string): readonly string[] {
  const ip = parseIp(value)
  if (ip === null) return [noIp]
  const errors: string[] = []
  if (!ip.strict) errors.push('must not have leading 0s')
  if (ip.mapped) errors.push('must not be an IPv4-mapped IPv6 address')
  if (errors.length > 0 || ipText(ip) === value) return errors
  return [`must be in canonical form (${goQuote(ipText(ip))})`]
}

/** As {@link isValidIp} for old fields (Services, Pods, Endpoints), which take leading zeros and any notation. */
export function isValidIpForLegacyField(value: string): readonly string[] {
  return parseIp(value) === null ? [noIp] : []
}

/** Why `value` is no network in canonical form (apimachinery `IsValidCIDR`); empty when it is one. */
export function isCidr(value: string): readonly string[] {
  const cidr = parseCidr(value)
  if (cidr === null) return [noCidr]
  if (!cidr.strict) return ['must not have leading 0s in IP or prefix length']
  if (cidr.ip.mapped) return ['must not have an IPv4-mapped IPv6 address']
  if (hasHostBits(cidr)) return ['must not have bits set beyond the prefix length']
  return networkText(cidr) === value ? [] : [`must be in canonical form (${goQuote(networkText(cidr))})`]
}

/** As {@link isCidr} for old fields (NetworkPolicy's ipBlock, loadBalancerSourceRanges), which take host bits too. */
export function isCidrForLegacyField(value: string): readonly string[] {
  return parseCidr(value) === null ? [noCidr] : []
}

/** The warning for an address of a legacy field that a later Kubernetes will refuse. */
export function warningsForIp(path: string, value: string): readonly string[] {
  const ip = parseIp(value)
  if (ip === null || ipText(ip) === value) return []
  const canonical = goQuote(ipText(ip))
  if (ip.strict && !ip.mapped) {
    return [`${path}: IPv6 address ${goQuote(value)} should be in RFC 5952 canonical format (${canonical})`]
  }
  return [nonStandard(path, 'IP address', value, canonical)]
}

/** The warnings for a network of a legacy field. */
export function warningsForCidr(path: string, value: string): readonly string[] {
  const cidr = parseCidr(value)
  if (cidr === null) return []
  const network = goQuote(networkText(cidr))
  const warnings: string[] = []
  if (hasHostBits(cidr)) {
    const one = goQuote(`${ipText(cidr.ip)}/${cidr.ip.bytes.length * 8}`)
    warnings.push(
      `${path}: CIDR value ${goQuote(value)} is ambiguous in this context (should be ${network} or ${one}?)`,
    )
  }
  if (!cidr.strict || cidr.ip.mapped) warnings.push(nonStandard(path, 'CIDR value', value, network))
  if (warnings.length > 0 || networkText(cidr) === value) return warnings
  return [`${path}: IPv6 CIDR value ${goQuote(value)} should be in RFC 5952 canonical format (${network})`]
}

function nonStandard(path: string, what: string, value: string, instead: string): string {
  return `${path}: non-standard ${what} ${goQuote(value)} will be considered invalid in a future Kubernetes release: use ${instead}`
}

function networkText(cidr: ParsedCidr): string {
  return `${ipText({ bytes: maskedBytes(cidr) })}/${cidr.prefix}`
}

function hasHostBits(cidr: ParsedCidr): boolean {
  return maskedBytes(cidr).some((byte, index) => byte !== cidr.ip.bytes[index])
}
