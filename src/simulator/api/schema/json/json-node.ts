/** Parsed JSON that keeps what a JavaScript value loses: repeated keys, their order, and how a number was written. */
export type JsonNode =
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: JsonNode])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null' }

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** What Go decodes into an `interface{}`: of repeated keys the last wins. */
export function plainValue(node: JsonNode): JsonValue {
  switch (node.kind) {
    case 'object':
      return objectOf(node.entries.map(([key, value]) => [key, plainValue(value)]))
    case 'array':
      return node.items.map(plainValue)
    case 'string':
    case 'bool':
      return node.value
    case 'number':
      return Number(node.text)
    case 'null':
      return null
  }
}

/** A JavaScript value as a node; what JSON can not hold is left out as JSON.stringify does. */
export function nodeOf(value: unknown): JsonNode {
  if (value === null || value === undefined) return { kind: 'null' }
  if (typeof value === 'string') return { kind: 'string', value }
  if (typeof value === 'boolean') return { kind: 'bool', value }
  if (typeof value === 'number') return { kind: 'number', text: JSON.stringify(value) }
  if (Array.isArray(value)) return { kind: 'array', items: value.map(nodeOf) }
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => [key, nodeOf(inner)] as const)
  return { kind: 'object', entries }
}

/** An object of these entries; a key `__proto__` is an ordinary one, as in JSON. */
export function objectOf<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries(entries)
}
