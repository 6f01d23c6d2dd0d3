/** Stands for a placeholder inside a normal form: lower case, so that folding leaves it alone. */
const sentinel = 'kubedrillanyword'

/** The answer with each placeholder (`POD`) as a sentinel that {@link matchesValue} lets any word match. */
export function hidePlaceholders(answer: string, placeholders: readonly string[]): string {
  return placeholders.reduce(
    (text, name) => text.replaceAll(new RegExp(`(?<![A-Z0-9_])${name}(?![A-Z0-9_])`, 'g'), sentinel),
    answer,
  )
}

/** Whether `value` is `expected`, each sentinel in it standing for one word or a part of one. */
export function matchesValue(expected: string, value: string): boolean {
  if (!expected.includes(sentinel)) return expected === value
  const pattern = expected.split(sentinel).map(escape).join('[^\\s/,]+')
  return new RegExp(`^${pattern}$`, 'i').test(value)
}

/** `expected` as a person reads it. */
export function showPlaceholders(expected: string): string {
  return expected.replaceAll(sentinel, '…')
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
