export interface LabelToken {
  readonly type: 'identifier' | 'in' | 'notin' | Symbols | 'end'
  readonly text: string
}

type Symbols = (typeof symbols)[number]

/** Longest first. */
const symbols = ['==', '!=', '=', '!', '(', ')', ',', '>', '<'] as const

/** The words of a selector's text, closed by an `end`. Source: apimachinery `labels.Lexer`. */
export function labelTokens(text: string): readonly LabelToken[] {
  const tokens: LabelToken[] = []
  let rest = skipSpace(text)
  while (rest !== '') {
    const token = firstToken(rest)
    tokens.push(token)
    rest = skipSpace(rest.slice(token.text.length))
  }
  return [...tokens, { type: 'end', text: '' }]
}

function firstToken(rest: string): LabelToken {
  const symbol = symbols.find((mark) => rest.startsWith(mark))
  if (symbol !== undefined) return { type: symbol, text: symbol }
  const [text = ''] = /^[^=!(),<> \t\r\n]+/.exec(rest) ?? []
  return { type: text === 'in' || text === 'notin' ? text : 'identifier', text }
}

function skipSpace(text: string): string {
  return text.replace(/^[ \t\r\n]+/, '')
}
