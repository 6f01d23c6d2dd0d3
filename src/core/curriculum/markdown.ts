import MarkdownIt, { type Token } from 'markdown-it'

/** A `##` heading of a page. */
export interface Section {
  readonly id: string
  readonly title: string
  /** From 1, within the Markdown. */
  readonly line: number
}

/** Something in Markdown that the linter looks at; `line` counts from 1 within the text. */
export interface MarkdownFinding {
  readonly kind: 'html' | 'link' | 'fence'
  /** The HTML, the link's target or the fence's info string. */
  readonly text: string
  readonly line: number
}

// `html: true` so that raw HTML is recognised (and refused by the linter); the renderer turns it off.
const parser = new MarkdownIt({ html: true, linkify: false })

/** Anchor of a heading: lower case, words joined by hyphens, everything else dropped. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}\s-]/gu, '')
    .trim()
    .replace(/[\s-]+/g, '-')
}

/** Second-level headings in order. Equal titles get the same anchor, which the linter refuses. */
export function sectionsOf(markdown: string): Section[] {
  const tokens = parser.parse(markdown, {})
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open' || token.tag !== 'h2') return []
    const title = textOf(tokens[index + 1]?.children ?? [])
    return [{ id: slugOf(title), title, line: (token.map?.[0] ?? 0) + 1 }]
  })
}

/** What a reader sees of Markdown, on one line. */
export function plainText(markdown: string): string {
  return parser
    .parse(markdown, {})
    .map((token) => {
      if (token.type === 'inline') return textOf(token.children ?? [])
      return token.type === 'fence' || token.type === 'code_block' ? token.content : ''
    })
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Raw HTML, link targets and fences, in order. */
export function findInMarkdown(markdown: string): MarkdownFinding[] {
  let line = 1
  return parser.parse(markdown, {}).flatMap((token) => {
    // A table's cells have no place of their own: they stand in the line of their row.
    if (token.map !== null) line = token.map[0] + 1
    if (token.type === 'html_block') return [{ kind: 'html' as const, text: token.content.trim(), line }]
    if (token.type === 'fence') return [{ kind: 'fence' as const, text: token.info.trim(), line }]
    return findInline(token.children ?? [], line)
  })
}

function findInline(tokens: readonly Token[], firstLine: number): MarkdownFinding[] {
  let line = firstLine
  const findings: MarkdownFinding[] = []
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') line += 1
    if (token.type === 'html_inline') findings.push({ kind: 'html', text: token.content, line })
    const target = token.type === 'link_open' ? token.attrGet('href') : null
    if (target !== null) findings.push({ kind: 'link', text: String(target), line })
  }
  return findings
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content))
    .join('')
}
