/** A parsed address: 4 or 16 bytes. An IPv4-mapped IPv6 address has 4, as Go's `To4` gives it. */
export interface ParsedIp {
  readonly bytes: readonly number[]
  /** False when it has leading zeros: only the sloppy parser takes it. */
  readonly strict: boolean
  /** Written as `::ffff:1.2.3.4`. */
  readonly mapped: boolean
}

/** Reads an address as `netutils.ParseIPSloppy` does (leading zeros count as decimal); null when it is none. */
export function parseIp(text: string): ParsedIp | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

export interface ParsedCidr {
  readonly ip: ParsedIp
  /** Of `ip`: 0 to 32, or to 128. */
  readonly prefix: number
  readonly strict: boolean
}

/** Reads `address/bits` as `netutils.ParseCIDRSloppy` does; null when it is none. */
export function parseCidr(text: string): ParsedCidr | null {
  const [, address = '', bits = ''] = /^([^/]*)\/(\d{1,8})$/.exec(text) ?? []
  const ip = parseIp(address)
  if (ip === null || bits === '' || Number(bits) > (ip.mapped ? 128 : ip.bytes.length * 8)) return null
  const prefix = ip.mapped ? Math.max(0, Number(bits) - 96) : Number(bits)
  return { ip, prefix, strict: ip.strict && String(Number(bits)) === bits }
}

/** The address as Go writes it: dotted, or RFC 5952. */
export function ipText({ bytes }: Pick<ParsedIp, 'bytes'>): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, index) => groupAt(bytes, index))
  const zeros = longestZeros(groups)
  const hex = groups.map((group) => group.toString(16))
  if (zeros.length < 2) return hex.join(':')
  return `${hex.slice(0, zeros.start).join(':')}::${hex.slice(zeros.start + zeros.length).join(':')}`
}

/** The network of an address: bits beyond the prefix are zero. */
export function maskedBytes({ ip, prefix }: ParsedCidr): readonly number[] {
  return ip.bytes.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefix - index * 8))
    return byte & (0xff << (8 - kept)) & 0xff
  })
}

function parseIpv4(text: string): ParsedIp | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,8}$/.test(part) && Number(part) < 256)) return null
  return {
    bytes: parts.map(Number),
    strict: parts.every((part) => part === String(Number(part))),
    mapped: false,
  }
}

function parseIpv6(text: string): ParsedIp | null {
  const halves = text.split('::')
  const [before, after] = halves.map(readGroups)
  if (halves.length > 2 || before === undefined || before === null || after === null) return null
  const missing = 16 - before.bytes.length - (after?.bytes.length ?? 0)
  if (after === undefined ? missing !== 0 : missing < 2) return null
  const bytes = [...before.bytes, ...Array<number>(missing).fill(0), ...(after?.bytes ?? [])]
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff
  return {
    bytes: mapped ? bytes.slice(12) : bytes,
    strict: before.strict && (after?.strict ?? true),
    mapped,
  }
}

interface Groups {
  readonly bytes: readonly number[]
  readonly strict: boolean
}

/** Groups of hexadecimal digits; the last may be a dotted address. */
function readGroups(text: string): Groups | null {
  if (text === '') return { bytes: [], strict: true }
  const parts = text.split(':')
  const bytes: number[] = []
  let strict = true
  for (const [index, part] of parts.entries()) {
    const dotted = index === parts.length - 1 ? parseIpv4(part) : null
    if (dotted !== null) {
      bytes.push(...dotted.bytes)
      strict &&= dotted.strict
      continue
    }
    const group = /^[0-9a-f]{1,6}$/i.test(part) ? Number.parseInt(part, 16) : 0x10000
    if (group > 0xffff) return null
    bytes.push(group >> 8, group & 0xff)
    strict &&= part.length <= 4
  }
  return { bytes, strict }
}

function groupAt(bytes: readonly number[], index: number): number {
  return ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  for (const start of groups.keys()) {
    let length = 0
    while (groups[start + length] === 0) length += 1
    if (length > best.length) best = { start, length }
  }
  return best
}
