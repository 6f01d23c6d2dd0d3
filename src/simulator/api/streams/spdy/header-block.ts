import { constants, createDeflate, createInflate, type Deflate, type Inflate } from 'node:zlib'
import { headerDictionary } from './dictionary.ts'
import { SpdyError } from './frames.ts'

/** Header names, lower case, to values. */
export type HeaderBlock = ReadonlyMap<string, string>

/** More than this, unpacked, is no header block but an attack. */
const longestBlock = 64 * 1024

/** Compresses the header blocks of one direction of a connection, one after another: they share one zlib stream. */
export class HeaderWriter {
  readonly #zlib = new SharedStream(createDeflate({ dictionary: headerDictionary }))

  write(headers: HeaderBlock): Promise<Uint8Array> {
    return this.#zlib.through(pack(headers), Infinity)
  }

  close(): void {
    this.#zlib.close()
  }
}

/** The other way. */
export class HeaderReader {
  readonly #zlib = new SharedStream(createInflate({ dictionary: headerDictionary }))

  /** Rejects with SpdyError for what is no header block, and for every block after one. */
  async read(block: Uint8Array): Promise<HeaderBlock> {
    return unpack(await this.#zlib.through(block, longestBlock))
  }

  close(): void {
    this.#zlib.close()
  }
}

/** A zlib stream that is asked for one piece after another; it may fail at any time. */
class SharedStream {
  readonly #zlib: Deflate | Inflate
  #failed: SpdyError | null = null
  #fail: (error: SpdyError) => void = () => undefined

  constructor(zlib: Deflate | Inflate) {
    this.#zlib = zlib
    zlib.on('error', (error: Error) => {
      this.#failed ??= new SpdyError(error.message)
      this.#fail(this.#failed)
    })
  }

  through(input: Uint8Array, limit: number): Promise<Buffer> {
    if (this.#failed !== null) return Promise.reject(this.#failed)
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
    this.#fail = reject
    const parts: Buffer[] = []
    let size = 0
    const onData = (part: Buffer) => {
      size += part.length
      if (size <= limit) {
        parts.push(part)
        return
      }
      this.#failed = new SpdyError('a header block is too long')
      reject(this.#failed)
      this.#zlib.destroy()
    }
    this.#zlib.on('data', onData)
    this.#zlib.write(input)
    this.#zlib.flush(constants.Z_SYNC_FLUSH, () => {
      this.#zlib.off('data', onData)
      resolve(Buffer.concat(parts))
    })
    return promise
  }

  close(): void {
    this.#failed ??= new SpdyError('the connection is closed')
    this.#zlib.destroy()
  }
}

function pack(headers: HeaderBlock): Buffer {
  const text = (value: string) => {
    const bytes = Buffer.from(value)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return [length, bytes]
  }
  const count = Buffer.alloc(4)
  count.writeUInt32BE(headers.size)
  return Buffer.concat([count, ...[...headers].flatMap(([name, value]) => [...text(name), ...text(value)])])
}

function unpack(block: Buffer): HeaderBlock {
  let at = 0
  const number = () => {
    if (at + 4 > block.length) throw new SpdyError('a header block is cut off')
    at += 4
    return block.readUInt32BE(at - 4)
  }
  const text = () => {
    const length = number()
    if (at + length > block.length) throw new SpdyError('a header block is cut off')
    at += length
    return block.toString('utf8', at - length, at)
  }
  const headers = new Map<string, string>()
  for (let left = number(); left > 0; left--) headers.set(text().toLowerCase(), text())
  return headers
}
