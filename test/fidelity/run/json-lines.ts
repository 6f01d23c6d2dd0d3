/** A list's own version moves with everything in the cluster, and so does a bookmark's: they say nothing. */
function withoutListVersion(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { type, object, items, rows, metadata } = value as Record<string, unknown>
  if (type === 'BOOKMARK') return { ...value, object: withoutVersion(object) }
  return Array.isArray(items ?? rows) && metadata !== undefined ? withoutVersion(value) : value
}

function withoutVersion(value: unknown): unknown {
  const { metadata } = value as { metadata: Record<string, unknown> }
  return { ...(value as object), metadata: { ...metadata, resourceVersion: '<list-version>' } }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}

/** JSON documents (one, or one a line as a watch sends them) with sorted keys, one value a line; other text as it is. */
export function jsonLines(text: string): string {
  const pretty = (json: string): string =>
    JSON.stringify(sorted(withoutListVersion(JSON.parse(json))), null, 2)
  try {
    return pretty(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  try {
    return text.trim().split('\n').map(pretty).join('\n')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return text
  }
}
