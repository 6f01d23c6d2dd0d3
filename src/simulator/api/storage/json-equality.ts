/** Whether two JSON values are the same: keys in any order, undefined as absent. Shared parts cost nothing. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameList(a, b)
  return sameRecord(a as JsonRecord, b as JsonRecord)
}

type JsonRecord = Readonly<Record<string, unknown>>

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
}

function sameRecord(a: JsonRecord, b: JsonRecord): boolean {
  return (
    Object.keys(a).every((key) => sameJson(a[key], b[key])) &&
    Object.keys(b).every((key) => b[key] === undefined || a[key] !== undefined)
  )
}
