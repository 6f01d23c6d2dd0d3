import type { CardFace, CardView } from '../../contract/cards.ts'

/** A card's question as plain lines; Markdown stays as it was written. */
export function questionText({ face }: Pick<CardView, 'face'>): string {
  switch (face.type) {
    case 'basic':
    case 'typed':
      return face.question
    case 'cloze':
      return face.parts.map(({ text, hidden, hint }) => (hidden ? `[${hint ?? '…'}]` : text)).join('')
    case 'order':
      return [face.question, ...numbered(face.steps)].join('\n')
    case 'predict':
      return [face.question, ...choices(face.choices)].join('\n')
    case 'bug':
      return [face.question, '', ...numbered(face.manifest.split('\n'))].join('\n')
    case 'output':
      return [face.question, '', `$ ${face.command}`, face.output, ...choices(face.choices ?? [])].join('\n')
  }
}

/** The answer, in the same form. */
export function answerText({ face }: Pick<CardView, 'face'>): string {
  switch (face.type) {
    case 'basic':
    case 'typed':
    case 'output':
      return face.answer
    case 'cloze':
      return face.parts.map(({ text }) => text).join('')
    case 'order':
      return numbered(face.answer.map((index) => face.steps[index] ?? '')).join('\n')
    case 'predict':
      return labelOf(face)
    case 'bug':
      return `line ${face.lines.join(', ')}: ${face.answer}`
  }
}

function labelOf(face: Extract<CardFace, { type: 'predict' }>): string {
  return face.choices.find(({ id }) => id === face.answer)?.label ?? face.answer
}

function choices(list: readonly { readonly label: string }[]): string[] {
  return list.map(({ label }, index) => `${String.fromCharCode(97 + index)}  ${label}`)
}

function numbered(lines: readonly string[]): string[] {
  const width = String(lines.length).length
  return lines.map((line, index) => `${String(index + 1).padStart(width)}  ${line}`)
}
