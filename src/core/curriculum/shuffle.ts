/**
 * A shuffled order of 0..length-1 that depends only on `key` and is never the identity for two or more. Fisher-Yates on a
 * stream of FNV-1a hashes: not random, only stable and mixed.
 */
export function shuffledOrder(length: number, key: string): number[] {
  const order = Array.from({ length }, (_, index) => index)
  for (let last = length - 1; last > 0; last -= 1) {
    const other = fnv1a(`${key}/${last}`) % (last + 1)
    swap(order, last, other)
  }
  if (length > 1 && order.every((value, index) => value === index)) {
    swap(order, 0, 1 + (fnv1a(key) % (length - 1)))
  }
  return order
}

function swap(order: number[], a: number, b: number): void {
  const [first, second] = [order[a], order[b]]
  if (first === undefined || second === undefined) return
  order[a] = second
  order[b] = first
}

/** 32-bit FNV-1a over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  }
  return (hash ^ (hash >>> 15)) >>> 0
}
