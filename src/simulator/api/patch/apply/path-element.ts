import { goQuote } from '../../meta/go-quote.ts'
import type { JsonValue } from '../../schema/json/json-node.ts'

/**
 * One step of a field's path as `fieldsV1` writes it: `f:name` a field, `k:{"name":"web"}` the item of a list with these keys,
 * `v:"x"` the item of a set. Source: structured-merge-diff `fieldpath/serialize-pe.go`.
 */
export type PathElement = string

export function fieldElement(name: string): PathElement {
  return `f:${name}`
}

/** Keys in the order of their names. */
export function keyElement(keys: readonly (readonly [string, JsonValue])[]): PathElement {
  return `k:${JSON.stringify(Object.fromEntries([...keys].sort(([a], [b]) => (a < b ? -1 : 1))))}`
}

export function valueElement(value: JsonValue): PathElement {
  return `v:${JSON.stringify(value)}`
}

/** The field's name; null for items of lists. */
export function fieldName(element: PathElement): string | null {
  return element.startsWith('f:') ? element.slice(2) : null
}

export function isKey(element: PathElement): boolean {
  return element.startsWith('k:')
}

/** Fields, then keyed items, items of sets, indices; each in order. */
export function compareElements(one: PathElement, other: PathElement): number {
  const [a, b] = [rank(one), rank(other)]
  return a === b ? (one < other ? -1 : one > other ? 1 : 0) : a - b
}

/** As conflicts name it: `.name`, `[containerPort=80,protocol="TCP"]`, `[="x"]`. */
export function elementText(element: PathElement): string {
  const rest = element.slice(2)
  if (element.startsWith('f:')) return `.${rest}`
  if (element.startsWith('v:')) return `[=${valueText(JSON.parse(rest) as JsonValue)}]`
  if (element.startsWith('i:')) return `[${rest}]`
  const keys = Object.entries(JSON.parse(rest) as Record<string, JsonValue>)
  return `[${keys.map(([name, value]) => `${name}=${valueText(value)}`).join(',')}]`
}

function valueText(value: JsonValue): string {
  return typeof value === 'string' ? goQuote(value) : JSON.stringify(value)
}

function rank(element: PathElement): number {
  return 'fkvi'.indexOf(element.charAt(0))
}
