import type { FieldError } from '../status-error.ts'
import { byteLength } from './check-texts.ts'
import { invalidFor, tooLong } from './field-errors.ts'
import { isQualifiedName } from './qualified-names.ts'

/** Of all keys and values together, in bytes. */
const maxTotal = 256 * 1024

/** What is wrong with annotations, in the order of their keys. Source: apimachinery `ValidateAnnotations`. */
export function validateAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  path: string,
): readonly FieldError[] {
  const entries = Object.entries(annotations ?? {})
  const total = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0)
  return [
    ...entries
      .map(([key]) => key)
      .sort()
      .flatMap((key) => invalidFor(path, key, isQualifiedName(key.toLowerCase()))),
    ...(total > maxTotal ? [tooLong(path, maxTotal)] : []),
  ]
}
