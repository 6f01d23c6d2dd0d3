import type { CardFace } from '../../contract/cards.ts'
import { inlineHtml } from '../markdown/markdown-html.ts'

type Part = Extract<CardFace, { type: 'cloze' }>['parts'][number]

/**
 * A cloze's text as HTML with its holes in place, open or filled. The whole is rendered at once, since a hole may stand
 * inside a code span; private-use characters hold the places meanwhile.
 */
export function clozeHtml(parts: readonly Part[], revealed: boolean): string {
  const text = parts.map((part, index) => (part.hidden ? `\uE000${index}\uE001` : part.text)).join('')
  return inlineHtml(text).replace(/\uE000(\d+)\uE001/g, (_, index: string) => {
    const part = parts[Number(index)]
    return part === undefined ? '' : hole(part, revealed)
  })
}

function hole(part: Part, revealed: boolean): string {
  if (revealed) return `<mark class="hole filled">${inlineHtml(part.text)}</mark>`
  const hint = part.hint === undefined ? '' : inlineHtml(part.hint)
  return `<mark class="hole"><span class="visually-hidden">hidden</span>${hint === '' ? '&hellip;' : hint}</mark>`
}
