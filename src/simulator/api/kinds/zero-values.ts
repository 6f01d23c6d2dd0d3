/**
 * A field that the types call required may be missing on the wire: Go reads it as its zero value, and validation then says what is
 * wrong with that. These read it the same way.
 */
export function text(value: string | undefined): string {
  return value ?? ''
}

/** A number, 0 when missing. */
export function number(value: number | undefined): number {
  return value ?? 0
}

/** A list, empty when missing. */
export function list<T>(value: readonly T[] | undefined): readonly T[] {
  return value ?? []
}

/** The value, or what stands for a missing one. */
export function orElse<T>(value: T | undefined, other: T): T {
  return value ?? other
}

/** A map's entries in the order of their keys, none when missing. */
export function entries<T>(value: Readonly<Record<string, T>> | undefined): readonly [string, T][] {
  return Object.entries(value ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** The object without fields that are undefined, so that what is stored has none. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T
}

/** `change` applied to a field that is there. */
export function mapped<T, R>(value: T | undefined, change: (value: T) => R): R | undefined {
  return value === undefined ? undefined : change(value)
}

/** `change` applied to each item of a list that is there. */
export function mappedEach<T, R>(
  values: readonly T[] | undefined,
  change: (value: T) => R,
): readonly R[] | undefined {
  return values?.map(change)
}
