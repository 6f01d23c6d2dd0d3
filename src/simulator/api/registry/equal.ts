/** Deep equality of JSON values; an absent field and an undefined one are the same. */
export function jsonEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false
    return one.every((item, index) => jsonEqual(item, other[index]))
  }
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>]
  for (const key in a) if (!jsonEqual(a[key], b[key])) return false
  for (const key in b) if (b[key] !== undefined && a[key] === undefined) return false
  return true
}
