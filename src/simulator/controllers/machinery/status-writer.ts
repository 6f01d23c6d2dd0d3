import { semanticEqual } from '../../api/meta/semantic-equality.ts'

/** Statuses are compared as JSON: a field that is left out is one that is undefined. */
export function sameStatus(a: unknown, b: unknown): boolean {
  return semanticEqual(a ?? {}, b ?? {})
}
