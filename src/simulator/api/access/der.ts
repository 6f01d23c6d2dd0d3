/** ASN.1 in DER, as much as a certificate needs. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

export function sequence(...items: readonly Uint8Array[]): Buffer {
  return der(0x30, ...items)
}

export function setOf(...items: readonly Uint8Array[]): Buffer {
  return der(0x31, ...items)
}

/** A positive integer from big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const trimmed = first === -1 ? Buffer.from([0]) : bytes.subarray(first)
  return der(0x02, ...((trimmed[0] ?? 0) >= 0x80 ? [Buffer.from([0])] : []), trimmed)
}

/** `2.5.29.17` */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

export function utf8String(text: string): Buffer {
  return der(0x0c, Buffer.from(text))
}

export function octetString(...contents: readonly Uint8Array[]): Buffer {
  return der(0x04, ...contents)
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Buffer {
  return der(0x03, Buffer.from([unusedBits]), bytes)
}

export const derTrue = der(0x01, Buffer.from([0xff]))

/** Until 2049 as UTCTime, then as GeneralizedTime (RFC 5280 4.1.2.5). */
export function time(epochMs: number): Buffer {
  const digits = new Date(epochMs).toISOString().slice(0, 19).replace(/[-T:]/g, '')
  return digits < '2050'
    ? der(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : der(0x18, Buffer.from(`${digits}Z`))
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff])
}

function base128(value: number): readonly number[] {
  const high: number[] = []
  for (let left = value >> 7; left > 0; left >>= 7) high.unshift((left & 0x7f) | 0x80)
  return [...high, value & 0x7f]
}
