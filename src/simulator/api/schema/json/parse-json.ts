import type { JsonNode } from './json-node.ts'

/** Bodies nested deeper are refused; Go's own limit is 10,000, which no Kubernetes object comes near. */
const maxDepth = 1000

/** Malformed JSON, in the words of Go's encoding/json. */
export class JsonSyntaxError extends Error {}

/** Parses one JSON text. Throws a {@link JsonSyntaxError}. */
export function parseJson(text: string): JsonNode {
  return new JsonScanner(text).parse()
}

class JsonScanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  parse(): JsonNode {
    const node = this.#value(0)
    this.#space()
    if (this.#at < this.#text.length) throw this.#unexpected('after top-level value')
    return node
  }

  #value(depth: number): JsonNode {
    if (depth > maxDepth) throw new JsonSyntaxError('exceeded max depth')
    this.#space()
    const char = this.#text[this.#at]
    switch (char) {
      case '{':
        return this.#object(depth)
      case '[':
        return this.#array(depth)
      case '"':
        return { kind: 'string', value: this.#string() }
      case 't':
        return this.#word('true', { kind: 'bool', value: true })
      case 'f':
        return this.#word('false', { kind: 'bool', value: false })
      case 'n':
        return this.#word('null', { kind: 'null' })
      default:
        if (char !== undefined && /[-0-9]/.test(char)) return { kind: 'number', text: this.#number() }
        throw this.#unexpected('looking for beginning of value')
    }
  }

  #object(depth: number): JsonNode {
    const entries: [string, JsonNode][] = []
    this.#at++
    this.#space()
    if (this.#take('}')) return { kind: 'object', entries }
    for (;;) {
      this.#space()
      if (this.#text[this.#at] !== '"') throw this.#unexpected('looking for beginning of object key string')
      const key = this.#string()
      this.#space()
      if (!this.#take(':')) throw this.#unexpected('after object key')
      entries.push([key, this.#value(depth + 1)])
      this.#space()
      if (this.#take('}')) return { kind: 'object', entries }
      if (!this.#take(',')) throw this.#unexpected('after object key:value pair')
    }
  }

  #array(depth: number): JsonNode {
    const items: JsonNode[] = []
    this.#at++
    this.#space()
    if (this.#take(']')) return { kind: 'array', items }
    for (;;) {
      items.push(this.#value(depth + 1))
      this.#space()
      if (this.#take(']')) return { kind: 'array', items }
      if (!this.#take(',')) throw this.#unexpected('after array element')
    }
  }

  #string(): string {
    const start = this.#at++
    for (;;) {
      const char = this.#text[this.#at]
      if (char === undefined || char < ' ') throw this.#unexpected('in string literal')
      this.#at++
      if (char === '"') return JSON.parse(this.#text.slice(start, this.#at)) as string
      if (char === '\\') this.#escape()
    }
  }

  #escape(): void {
    const char = this.#text[this.#at]
    if (char === undefined || !'"\\/bfnrtu'.includes(char)) throw this.#unexpected('in string escape code')
    this.#at++
    if (char !== 'u') return
    for (let digits = 0; digits < 4; digits++) {
      if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? ''))
        throw this.#unexpected('in \\u hexadecimal character escape')
      this.#at++
    }
  }

  #number(): string {
    const start = this.#at
    this.#take('-')
    if (!this.#take('0') && this.#digits() === 0) throw this.#unexpected('in numeric literal')
    if (this.#take('.') && this.#digits() === 0)
      throw this.#unexpected('after decimal point in numeric literal')
    if (this.#take('e') || this.#take('E')) {
      if (!this.#take('+')) this.#take('-')
      if (this.#digits() === 0) throw this.#unexpected('in exponent of numeric literal')
    }
    return this.#text.slice(start, this.#at)
  }

  #digits(): number {
    const start = this.#at
    while (/[0-9]/.test(this.#text[this.#at] ?? '')) this.#at++
    return this.#at - start
  }

  #word(word: string, node: JsonNode): JsonNode {
    for (const letter of word)
      if (!this.#take(letter)) throw this.#unexpected(`in literal ${word} (expecting '${letter}')`)
    return node
  }

  #space(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) this.#at++
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false
    this.#at++
    return true
  }

  #unexpected(context: string): JsonSyntaxError {
    const code = this.#text.codePointAt(this.#at)
    if (code === undefined) return new JsonSyntaxError('unexpected end of JSON input')
    return new JsonSyntaxError(`invalid character ${quoted(String.fromCodePoint(code))} ${context}`)
  }
}

/** A character as Go's scanner quotes it: its own byte, in single quotes. */
function quoted(char: string): string {
  if (char === "'") return String.raw`'\''`
  if (char === '"') return `'"'`
  return `'${JSON.stringify(char).slice(1, -1)}'`
}
