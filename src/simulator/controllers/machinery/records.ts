/** A copy without some keys. */
export function without<V>(
  record: Readonly<Record<string, V>> | undefined,
  ...keys: readonly string[]
): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([key]) => !keys.includes(key)))
}
