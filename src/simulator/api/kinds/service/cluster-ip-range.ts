import { ipText, parseCidr, parseIp } from '../../meta/ip-parsing.ts'
import { serviceCidrs } from '../../resource.ts'
import type { ServiceCIDR } from '../../schema/kubernetes-types.ts'
import { StatusError } from '../../status-error.ts'
import type { RuleContext } from '../kind-rules.ts'
import { list } from '../zero-values.ts'

/** The range of a kind cluster, for as long as no ServiceCIDR says another. */
const defaultRange = '10.96.0.0/16'

interface Range {
  readonly cidr: string
  /** The first and the last address that Services may have, as numbers. */
  readonly first: number
  readonly last: number
}

/** The IPv4 ranges of the cluster's ServiceCIDRs that are not being deleted. */
function serviceRanges({ store }: RuleContext): readonly Range[] {
  const objects = store.list(serviceCidrs, null)
  const cidrs = objects
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .flatMap((object) => list((object as ServiceCIDR).spec?.cidrs))
    .filter((cidr) => !cidr.includes(':'))
  return (objects.length === 0 ? [defaultRange] : cidrs).flatMap(rangeOf)
}

/**
 * Why an address that was asked for can not be had (`ipallocator/interfaces.go`); null when it can. A dry run looks at the range alone, and
 * says so in other words.
 */
export function unusableClusterIp(
  ip: string,
  taken: ReadonlySet<string>,
  context: RuleContext,
): string | null {
  const ranges = serviceRanges(context)
  const parsed = parseIp(ip)
  const number = parsed === null ? -1 : numberOf(parsed.bytes)
  if (!ranges.some(({ first, last }) => number >= first && number <= last)) {
    return context.dryRun === true
      ? `the provided IP (${ip}) is not in the valid range. The range of valid IPs is ${ranges[0]?.cidr ?? ''}`
      : 'the provided network does not match the current range'
  }
  if (context.dryRun === true) return null
  return taken.has(parsed === null ? ip : ipText(parsed)) ? 'provided IP is already allocated' : null
}

/**
 * A free address: at random from the range's upper part, then from the lower one, which is kept for addresses that are asked for
 * (`ipallocator.go` `allocateNextService`). A dry run gets the network's own address, as Kubernetes answers. Throws InternalError when
 * the ranges are full.
 */
export function pickClusterIp(taken: ReadonlySet<string>, context: RuleContext): string {
  const ranges = serviceRanges(context)
  const [range] = ranges
  if (context.dryRun === true && range !== undefined) return dotted(range.first - 1)
  for (const { first, last } of ranges) {
    const lower = first + reservedFor(last - first + 3)
    for (const [from, to] of [
      [lower, last],
      [first, lower - 1],
    ] as const) {
      const ip = freeBetween(from, to, taken, context)
      if (ip !== null) return ip
    }
  }
  throw new StatusError(
    'InternalError',
    'Internal error occurred: failed to allocate a serviceIP: range is full',
  )
}

function freeBetween(
  from: number,
  to: number,
  taken: ReadonlySet<string>,
  { random }: RuleContext,
): string | null {
  const size = to - from + 1
  if (size <= 0) return null
  const start = random.below(size)
  for (let step = 0; step < size; step += 1) {
    const ip = dotted(from + ((start + step) % size))
    if (!taken.has(ip)) return ip
  }
  return null
}

/** `calculateRangeOffset`: a sixteenth of the range, from 16 to 256 addresses. */
function reservedFor(size: number): number {
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 16)), 256)
}

/** Without the network's own address and its broadcast address. */
function rangeOf(cidr: string): readonly Range[] {
  const parsed = parseCidr(cidr)
  if (parsed === null) return []
  const network = numberOf(parsed.ip.bytes)
  const size = 2 ** (32 - parsed.prefix)
  return [{ cidr, first: network + 1, last: network + size - 2 }]
}

function numberOf(bytes: Iterable<number>): number {
  return [...bytes].reduce((sum, byte) => sum * 256 + byte, 0)
}

function dotted(ip: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(ip / 2 ** shift) % 256).join('.')
}
