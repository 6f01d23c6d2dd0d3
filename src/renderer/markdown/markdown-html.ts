import MarkdownIt, { type Token } from 'markdown-it'
import { consoleLines } from './console-lines.ts'

export interface MarkdownOptions {
  /** Ids of the second-level headings, in order. */
  readonly anchors?: readonly string[]
  /** What `#section` links lead to: `#/topics/dns/`. */
  readonly linkBase?: string
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
const { escapeHtml } = markdown.utils

markdown.renderer.rules['fence'] = (tokens, index) => {
  const token = tokens[index]
  if (token === undefined) return ''
  const language = token.info.trim().split(/\s+/)[0] ?? ''
  if (language === 'mermaid') return `<pre class="diagram-source">${escapeHtml(token.content)}</pre>`
  return codeBlock(language, token.content)
}
markdown.renderer.rules['code_block'] = (tokens, index) => codeBlock('', tokens[index]?.content ?? '')
markdown.renderer.rules['table_open'] = () =>
  '<div class="table" tabindex="0" role="group" aria-label="Table"><table>'
markdown.renderer.rules['table_close'] = () => '</table></div>'

/** Markdown as HTML. Raw HTML in it is text; the result still goes through {@link ./sanitize.ts} before it is shown. */
export function markdownHtml(source: string, options: MarkdownOptions = {}): string {
  const tokens = markdown.parse(source, {})
  const anchors = [...(options.anchors ?? [])]
  for (const token of tokens) {
    if (token.type === 'heading_open' && token.tag === 'h2') {
      const anchor = anchors.shift()
      if (anchor !== undefined) token.attrSet('id', anchor)
    }
    for (const child of token.children ?? []) {
      if (child.type === 'link_open') pointLink(child, options.linkBase ?? '')
    }
  }
  return markdown.renderer.render(tokens, markdown.options, {})
}

/** One paragraph's worth: no blocks, and each line break stays one. */
export function inlineHtml(source: string): string {
  return markdown.renderInline(source).replaceAll('\n', '<br>\n')
}

function pointLink(link: Token, base: string): void {
  const href = String(link.attrGet('href') ?? '')
  if (href.startsWith('#/')) return
  if (href.startsWith('#')) {
    link.attrSet('href', `${base}${href.slice(1)}`)
    return
  }
  link.attrSet('target', '_blank')
  link.attrSet('rel', 'noopener noreferrer')
}

function codeBlock(language: string, content: string): string {
  const text = content.replace(/\n$/, '')
  const isConsole = language === 'console' || language === 'shell-session'
  const body = isConsole ? consoleBody(text) : escapeHtml(text)
  const label = isConsole ? 'terminal' : language
  return (
    `<div class="code ${isConsole ? 'console' : ''}"><div class="code-bar"><span>${escapeHtml(label)}</span>` +
    `<button type="button" class="copy">Copy</button></div><pre tabindex="0"><code>${body}</code></pre></div>`
  )
}

function consoleBody(text: string): string {
  return consoleLines(text)
    .map((line) =>
      line.command
        ? `<span class="prompt">$ </span><span class="command">${escapeHtml(line.text)}</span>`
        : `<span class="output">${escapeHtml(line.text)}</span>`,
    )
    .join('\n')
}
