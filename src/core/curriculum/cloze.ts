/** A stretch of a cloze's text; `hole` is the number of the card that asks for it, null for plain text. */
export interface ClozePart {
  readonly text: string
  readonly hole: number | null
  readonly hint?: string
}

const holePattern = /\{\{c(\d+)::([\s\S]+?)(?:::([\s\S]+?))?\}\}/g

/**
 * Splits `The {{c1::resolver::which component?}} asks {{c2::CoreDNS}}` into its parts. The notation is Anki's, without
 * nesting. The hidden text may hold single colons, as `UDP:53` or `fd00::10` does not: `::` begins the hint.
 */
export function parseCloze(text: string): ClozePart[] {
  const parts: ClozePart[] = []
  let end = 0
  for (const match of text.matchAll(holePattern)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), hole: null })
    const [whole, number = '', hidden = '', hint] = match
    parts.push({ text: hidden, hole: Number(number), ...(hint === undefined ? {} : { hint }) })
    end = match.index + whole.length
  }
  if (end < text.length) parts.push({ text: text.slice(end), hole: null })
  return parts
}

/** The numbers of a cloze's cards, ascending, each once. */
export function holesOf(parts: readonly ClozePart[]): number[] {
  return [...new Set(parts.flatMap((part) => (part.hole === null ? [] : [part.hole])))].sort((a, b) => a - b)
}

/** Whether braces are left over that were meant as a hole. */
export function hasBrokenHole(parts: readonly ClozePart[]): boolean {
  return parts.some((part) => /\{\{c\d*:|\{\{c\d+/.test(part.text))
}
