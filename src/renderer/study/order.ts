/** `items` with the one at `from` moved to `to`; indexes outside are brought to the nearest end. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = [...items]
  const taken = rest.splice(from, 1)
  rest.splice(Math.max(0, Math.min(rest.length, to)), 0, ...taken)
  return rest
}
