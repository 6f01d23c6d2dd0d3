import { StringDecoder } from 'node:string_decoder'

/** Keeps the last `limit` characters of a stream and hands out whole lines. */
export class OutputBuffer {
  private readonly decoder = new StringDecoder('utf8')
  private readonly limit: number
  private readonly onLine: (line: string) => void
  private kept = ''
  private partial = ''

  constructor(limit: number, onLine: (line: string) => void) {
    this.limit = limit
    this.onLine = onLine
  }

  push(chunk: Buffer): void {
    this.add(this.decoder.write(chunk))
  }

  /** Everything kept; call once the stream ended. */
  end(): string {
    this.add(this.decoder.end())
    if (this.partial !== '') this.onLine(this.partial)
    this.partial = ''
    return this.kept
  }

  private add(text: string): void {
    this.kept = (this.kept + text).slice(-this.limit)
    const lines = (this.partial + text).split(/\r?\n/)
    this.partial = (lines.pop() ?? '').slice(-this.limit)
    for (const line of lines) this.onLine(line)
  }
}
