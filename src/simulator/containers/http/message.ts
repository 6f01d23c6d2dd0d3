import { concat, decode, encode } from '../bytes.ts'
import type { ByteSource } from '../program.ts'

/** Header lines in their order; names as they were written. */
export type Headers = readonly (readonly [name: string, value: string])[]

/** The head of an HTTP/1.1 message: its first line and header lines. */
export interface Head {
  readonly start: string
  readonly headers: Headers
}

/** What the peer sent is no HTTP. */
export class HttpError extends Error {}

/** The first value of a header, whatever its case; null when it is not there. */
export function header(headers: Headers, name: string): string | null {
  return headers.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? null
}

/** Reads HTTP/1.1 messages from a connection, one after another. */
export class MessageReader {
  readonly #source: ByteSource
  #rest = new Uint8Array()

  constructor(source: ByteSource) {
    this.#source = source
  }

  /** Null when the peer closed before a message began. Throws HttpError for what is none, or a head of more than 64 KiB. */
  async head(): Promise<Head | null> {
    for (;;) {
      const text = Buffer.from(this.#rest).toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      if (end >= 0) {
        this.#rest = this.#rest.slice(end + 4)
        const [start = '', ...lines] = text.slice(0, end).split('\r\n')
        return { start, headers: lines.map(headerLine) }
      }
      if (text.length > 65_536) throw new HttpError('the head is too long')
      if (!(await this.#more())) {
        if (text === '') return null
        throw new HttpError('the connection ended within a head')
      }
    }
  }

  /** The body that belongs to a head; `untilEnd` where a response may end with the connection. */
  async body(headers: Headers, untilEnd: boolean): Promise<Uint8Array> {
    if (/chunked/i.test(header(headers, 'transfer-encoding') ?? '')) return this.#chunks()
    const length = header(headers, 'content-length')
    if (length !== null) {
      if (!/^\d+$/.test(length)) throw new HttpError(`content-length ${length}`)
      return this.#exactly(Number(length))
    }
    if (untilEnd) while (await this.#more());
    return this.#taken(untilEnd ? this.#rest.length : 0)
  }

  async #chunks(): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    for (;;) {
      const size = parseInt(await this.#line(), 16)
      if (Number.isNaN(size)) throw new HttpError('a chunk has no size')
      if (size > 0) parts.push(await this.#exactly(size))
      await this.#line()
      if (size === 0) return concat(parts)
    }
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(10)
      if (end >= 0) return decode(this.#taken(end + 1)).trim()
      if (!(await this.#more())) throw new HttpError('the connection ended within a chunk')
    }
  }

  async #exactly(count: number): Promise<Uint8Array> {
    while (this.#rest.length < count) {
      if (!(await this.#more())) throw new HttpError('the connection ended within a body')
    }
    return this.#taken(count)
  }

  #taken(count: number): Uint8Array {
    const taken = this.#rest.slice(0, count)
    this.#rest = this.#rest.slice(count)
    return taken
  }

  async #more(): Promise<boolean> {
    const bytes = await this.#source.read()
    if (bytes === null) return false
    this.#rest = concat([this.#rest, bytes]) as Uint8Array<ArrayBuffer>
    return true
  }
}

/** A message as it goes over the wire. */
export function message(start: string, headers: Headers, body: Uint8Array = new Uint8Array()): Uint8Array {
  const lines = [start, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return concat([encode(`${lines.join('\r\n')}\r\n\r\n`), body])
}

/** Reason phrases of the status codes that the simulator's servers send. */
export function reasonOf(code: number): string {
  return reasons[code] ?? ''
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
  417: 'Expectation Failed',
  418: "I'm a teapot",
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

function headerLine(line: string): readonly [string, string] {
  const at = line.indexOf(':')
  if (at <= 0) throw new HttpError(`the header line ${JSON.stringify(line)}`)
  return [line.slice(0, at), line.slice(at + 1).trim()]
}
