/**
 * Where `live` does not say what `wanted` says: the path of the first difference (`spec.ports.0.port`), null when it says all
 * of it. What `live` has beyond `wanted` (defaults, status) is no difference; a list has to have the same length.
 */
export function firstDifference(wanted: unknown, live: unknown, path = ''): string | null {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(live) || live.length !== wanted.length) return path
    return firstOf(wanted.map((item, index) => firstDifference(item, live[index], join(path, String(index)))))
  }
  if (typeof wanted === 'object' && wanted !== null) {
    const entries = Object.entries(wanted)
    // Kubernetes drops an empty map that is a default; an absent one says the same.
    if (entries.length === 0 && live === undefined) return null
    if (typeof live !== 'object' || live === null) return path
    const found = live as Readonly<Record<string, unknown>>
    return firstOf(entries.map(([key, value]) => firstDifference(value, found[key], join(path, key))))
  }
  return wanted === live ? null : path
}

/** The value at `a.b.0.c`; undefined where there is none. */
export function valueAt(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined,
      object,
    )
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

function firstOf(found: readonly (string | null)[]): string | null {
  return found.find((path) => path !== null) ?? null
}
