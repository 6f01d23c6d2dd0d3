import type { ContentProblem } from './content-problem.ts'
import { findInMarkdown, type MarkdownFinding } from './markdown.ts'
import { nearestWord } from './nearest-word.ts'

/** The anchors that links may name: this page's, and those of `../<topic>/page.md`. */
export interface LinkTargets {
  readonly own: readonly string[]
  readonly pages: ReadonlyMap<string, readonly string[]>
}

/** Raw HTML and dead or unsafe links in one Markdown text that begins at `line` of `file`. */
export function lintMarkdown(
  markdown: string,
  at: { readonly file: string; readonly line: number; readonly column: number },
  targets: LinkTargets,
): ContentProblem[] {
  return findInMarkdown(markdown).flatMap((finding) => {
    const fault = faultOf(finding, targets)
    return fault === null ? [] : [{ ...at, line: at.line + finding.line - 1, ...fault }]
  })
}

type Fault = Pick<ContentProblem, 'code' | 'message' | 'remedy'>

function faultOf(finding: MarkdownFinding, targets: LinkTargets): Fault | null {
  switch (finding.kind) {
    case 'html':
      return {
        code: 'raw-html',
        message: `Raw HTML \`${finding.text.split('\n')[0] ?? ''}\` is never shown.`,
        remedy: 'Use Markdown, or write names to fill in as `POD` in code marks.',
      }
    case 'fence':
      return finding.text === ''
        ? {
            code: 'fence-without-language',
            message: 'A fenced block does not say its language.',
            remedy: 'Write ```console, ```yaml, ```text or ```mermaid.',
          }
        : null
    case 'link':
      return linkFault(finding.text, targets)
  }
}

function linkFault(target: string, { own, pages }: LinkTargets): Fault | null {
  if (target.startsWith('https://')) return null
  if (target.startsWith('#')) return anchorFault(target, target.slice(1), own)
  const [, topic = '', anchor] = /^\.\.\/([^/]+)\/page\.md(?:#(.+))?$/.exec(target) ?? []
  const page = pages.get(topic)
  if (page !== undefined) return anchor === undefined ? null : anchorFault(target, anchor, page)
  return {
    code: 'dead-link',
    message: `The link \`${target}\` leads nowhere.`,
    remedy: 'Link to https://…, #section, or ../topic/page.md#section.',
  }
}

function anchorFault(target: string, anchor: string, anchors: readonly string[]): Fault | null {
  if (anchors.includes(anchor)) return null
  const near = nearestWord(anchor, anchors)
  return {
    code: 'dead-link',
    message: `The link \`${target}\` names a section that is not there.`,
    remedy: near === null ? `Sections are ${anchors.join(', ')}.` : `Did you mean \`#${near}\`?`,
  }
}
