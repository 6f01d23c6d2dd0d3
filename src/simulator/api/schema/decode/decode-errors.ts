import { StatusError } from '../../status-error.ts'
import type { GroupVersionKind } from '../openapi-schema.ts'

/** apiserver `transformDecodeError`, when the body's kind is known. */
export function cannotBeHandled(
  actual: GroupVersionKind,
  expected: GroupVersionKind,
  why: string,
): StatusError {
  return new StatusError(
    'BadRequest',
    `${actual.kind} in version "${actual.version}" cannot be handled as a ${expected.kind}: ${why}`,
  )
}

/** The same when it is not. */
export function unrecognized(expected: GroupVersionKind, why: string, bytes: Uint8Array): StatusError {
  return new StatusError(
    'BadRequest',
    `the object provided is unrecognized (must be of type ${expected.kind}): ${why} (${summary(bytes)})`,
  )
}

/** apiserver `summarizeData`, 30 bytes of it. */
function summary(bytes: Uint8Array): string {
  if (bytes.length === 0) return '<empty>'
  const start = bytes.subarray(0, 30)
  const isObject = bytes[0] === 0x7b
  const text = isObject ? new TextDecoder().decode(start) : Buffer.from(start).toString('hex')
  return bytes.length > 30 ? `${text} ...` : text
}
