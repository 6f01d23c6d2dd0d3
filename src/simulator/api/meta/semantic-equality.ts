/**
 * Whether two JSON values mean the same: keys in any order; absent, null and an empty list are equal (as in apimachinery's
 * `equality.Semantic.DeepEqual`, which compares decoded objects). `{}` is not absent: it can be a set pointer.
 */
export function semanticEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b)
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && listsEqual(a, b)
  return isRecord(a) && isRecord(b) && recordsEqual(a, b)
}

function listsEqual(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => semanticEqual(item, b[index]))
}

function recordsEqual(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return (
    Object.keys(a).every((key) => semanticEqual(a[key], b[key])) &&
    Object.keys(b).every((key) => Object.hasOwn(a, key) || isNothing(b[key]))
  )
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
