/** A page split at its front matter. */
export interface PageText {
  readonly yaml: string
  readonly body: string
  /** Lines of the file before the first line of `body`. */
  readonly bodyOffset: number
}

const fence = /^---[ \t]*$/

/** Splits `---`, YAML, `---`, Markdown; null when the page does not begin with a closed front matter. */
export function splitPage(text: string): PageText | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (!fence.test(lines[0] ?? '')) return null
  const end = lines.findIndex((line, index) => index > 0 && fence.test(line))
  if (end < 0) return null
  return {
    yaml: lines.slice(1, end).join('\n'),
    body: lines.slice(end + 1).join('\n'),
    bodyOffset: end + 1,
  }
}
