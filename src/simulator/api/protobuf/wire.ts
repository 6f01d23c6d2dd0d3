import protobuf from 'protobufjs/minimal.js'

/** One field of a protobuf message as it is on the wire; nothing says its type but the wire type. */
export type WireValue =
  | { readonly wire: 'varint'; readonly low: bigint }
  | { readonly wire: 'fixed64'; readonly bytes: Uint8Array }
  | { readonly wire: 'bytes'; readonly bytes: Uint8Array }

/** Bytes that are no protobuf message; the message is in the words of Go's generated decoders. */
export class WireError extends Error {}

/** The fields of a message in their order; groups are skipped, as Kubernetes' decoders do. Throws a {@link WireError}. */
export function* wireFields(bytes: Uint8Array): Generator<readonly [number: number, value: WireValue]> {
  const reader = protobuf.Reader.create(bytes)
  try {
    while (reader.pos < reader.len) {
      const tag = reader.uint32()
      const [number, wire] = [tag >>> 3, tag & 7]
      if (number === 0) throw new WireError(`proto: illegal tag ${number} (wire type ${wire})`)
      if (wire === 0) yield [number, { wire: 'varint', low: varint(reader) }]
      else if (wire === 1) yield [number, { wire: 'fixed64', bytes: fixed(reader, 8) }]
      else if (wire === 2) yield [number, { wire: 'bytes', bytes: reader.bytes() }]
      else if (wire === 5) fixed(reader, 4)
      else throw new WireError(`proto: illegal wireType ${wire}`)
    }
  } catch (error) {
    if (error instanceof RangeError) throw new WireError('unexpected EOF', { cause: error })
    if (error instanceof WireError) throw error
    throw new WireError('proto: integer overflow', { cause: error })
  }
}

/** 64 bits, unsigned: protobufjs' own reading of them is exact only with a package for long integers. */
function varint(reader: protobuf.Reader): bigint {
  let value = 0n
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const [byte = 0] = fixed(reader, 1)
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return BigInt.asUintN(64, value)
  }
  throw new WireError('proto: integer overflow')
}

function fixed(reader: protobuf.Reader, count: number): Uint8Array {
  if (reader.pos + count > reader.len) throw new WireError('unexpected EOF')
  const bytes = reader.buf.subarray(reader.pos, reader.pos + count)
  reader.pos += count
  return bytes
}
