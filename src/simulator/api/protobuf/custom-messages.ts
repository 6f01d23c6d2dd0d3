import { canonicalQuantity } from '../meta/quantity.ts'
import { microTimestamp, timestamp } from '../object.ts'
import { parseJson } from '../schema/json/parse-json.ts'
import { plainValue, type JsonValue } from '../schema/json/json-node.ts'
import { wireFields, WireError, type WireValue } from './wire.ts'

/** Messages of types that write their own JSON, as that JSON; null for a type that has fields of its own. */
export function customMessage(name: string, bytes: Uint8Array): { readonly value: JsonValue } | null {
  const fields = new Map(wireFields(bytes))
  switch (name) {
    case 'resource.Quantity':
      return { value: quantity(fields.get(1)) }
    case 'intstr.IntOrString':
      return { value: intOrString(fields) }
    case 'v1.Time':
    case 'v1.MicroTime':
      return { value: time(name, integer(fields.get(1)), integer(fields.get(2))) }
    case 'v1.FieldsV1':
    case 'v1.JSON':
    case 'runtime.RawExtension':
      return { value: rawJson(fields.get(1)) }
    default:
      return null
  }
}

/** Reads as a signed number of 64 bits; what is beyond 2^53 is rounded. */
export function integer(value: WireValue | undefined): number {
  if (value === undefined) return 0
  if (value.wire !== 'varint') throw wrongWire(value)
  return Number(BigInt.asIntN(64, value.low))
}

export function text(value: WireValue | undefined): string {
  return value === undefined ? '' : new TextDecoder().decode(bytesOf(value))
}

export function bytesOf(value: WireValue): Uint8Array {
  if (value.wire !== 'bytes') throw wrongWire(value)
  return value.bytes
}

export function wrongWire({ wire }: WireValue): WireError {
  return new WireError(`proto: wrong wireType = ${{ varint: 0, fixed64: 1, bytes: 2 }[wire]}`)
}

function quantity(value: WireValue | undefined): string {
  const written = text(value)
  return written === '' ? '0' : canonicalQuantity(written)
}

function intOrString(fields: ReadonlyMap<number, WireValue>): JsonValue {
  return integer(fields.get(1)) === 1 ? text(fields.get(3)) : integer(fields.get(2)) | 0
}

/** No seconds and no nanoseconds is the zero time, which is null. Nanoseconds are cut where they are not printed. */
function time(name: 'v1.Time' | 'v1.MicroTime', seconds: number, nanos: number): JsonValue {
  if (seconds === 0 && nanos === 0) return null
  const milliseconds = seconds * 1000 + Math.floor(nanos / 1e6)
  // Years 0 to 9999: what RFC 3339 can write.
  if (!(milliseconds >= -62167219200000 && milliseconds < 253402300800000))
    throw new WireError('Time.MarshalJSON: year outside of range [0,9999]')
  if (name === 'v1.Time') return timestamp(milliseconds)
  const micros = String(Math.floor(nanos / 1000) % 1_000_000).padStart(6, '0')
  return `${microTimestamp(milliseconds).slice(0, 20)}${micros}Z`
}

function rawJson(value: WireValue | undefined): JsonValue {
  const written = text(value)
  return written === '' ? null : plainValue(parseJson(written))
}
