import { ShellSyntaxError } from './shell-error.ts'

/** A place in a script. */
export class Reader {
  readonly text: string
  #at = 0
  /** Here-documents whose text begins after the current line. */
  readonly pending: ((reader: Reader) => void)[] = []

  constructor(text: string) {
    this.text = text
  }

  get line(): number {
    return this.text.slice(0, this.#at).split('\n').length
  }

  get position(): number {
    return this.#at
  }

  /** '' at the end. */
  peek(): string {
    return this.text[this.#at] ?? ''
  }

  take(): string {
    const char = this.peek()
    this.#at += 1
    if (char === '\n') for (const read of this.pending.splice(0)) read(this)
    return char
  }

  ahead(text: string): boolean {
    return this.text.startsWith(text, this.#at)
  }

  skip(text: string): boolean {
    if (!this.ahead(text)) return false
    this.#at += text.length
    return true
  }

  /** What a sticky expression matches here. */
  match(expression: RegExp): string | null {
    expression.lastIndex = this.#at
    const found = expression.exec(this.text)?.[0] ?? null
    this.#at += found?.length ?? 0
    return found
  }

  /** Up to `end`, which is taken and left out. */
  until(end: string): string {
    const at = this.text.indexOf(end, this.#at)
    if (at < 0) throw new ShellSyntaxError(`unexpected EOF while looking for matching \`${end}'`, true)
    const text = this.text.slice(this.#at, at)
    this.#at = at + end.length
    return text
  }

  /** Spaces, tabs, comments and escaped newlines. */
  blanks(): void {
    this.match(/(?:[ \t]|\\\n)*/y)
    if (this.peek() === '#') this.match(/[^\n]*/y)
  }
}
