/** Values that a script's earlier steps have kept for later ones. */
export type SavedValues = Map<string, string>

/** Puts saved values in the place of their names in double braces. @throws {Error} for a name that no step has saved */
export function withSaved(text: string, saved: SavedValues): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = saved.get(name)
    if (value === undefined) throw new Error(`no earlier step saved {{${name}}}`)
    return value
  })
}

/** The value at a path like `items.0.metadata.name`, as a text; empty where there is none. */
export function valueAt(root: unknown, path: string): string {
  let value = root
  for (const key of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Keeps the values that a step names of the JSON it got; of a text that is none it keeps empty values. */
export function saveFrom(text: string, paths: Record<string, string> | undefined, saved: SavedValues): void {
  for (const [name, path] of Object.entries(paths ?? {})) {
    let root: unknown = null
    try {
      root = JSON.parse(text)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
    saved.set(name, valueAt(root, path))
  }
}
