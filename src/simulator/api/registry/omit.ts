/** A copy of `object` without `keys`. */
export function omit<T extends object, K extends PropertyKey>(object: T, ...keys: readonly K[]): Omit<T, K> {
  const copy = { ...object }
  for (const key of keys) Reflect.deleteProperty(copy, key)
  return copy
}
