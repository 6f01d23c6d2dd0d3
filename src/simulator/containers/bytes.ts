import type { ByteSink, ByteSource } from './program.ts'

/** UTF-8 */
export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** UTF-8; what is none becomes U+FFFD. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

/** Everything until the end. */
export async function readAll(source: ByteSource | null): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (let bytes = await readFrom(source); bytes !== null; bytes = await readFrom(source)) parts.push(bytes)
  return concat(parts)
}

/** Lines without their ends; bytes after the last newline are a line too. */
export async function* lines(source: ByteSource | null): AsyncGenerator<string> {
  let rest = ''
  const decoder = new TextDecoder()
  for (let bytes = await readFrom(source); bytes !== null; bytes = await readFrom(source)) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') yield rest
}

/** Collects what is written. */
export function collector(): ByteSink & { readonly bytes: () => Uint8Array } {
  const parts: Uint8Array[] = []
  return {
    write: (bytes) => {
      parts.push(bytes.slice())
    },
    end: () => undefined,
    bytes: () => concat(parts),
  }
}

/** Bytes that are all there already. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  let rest: Uint8Array | null = bytes.length > 0 ? bytes : null
  return {
    read: () => {
      const now = rest
      rest = null
      return Promise.resolve(now)
    },
  }
}

/** EPIPE: nobody reads any more. */
export class BrokenPipeError extends Error {
  constructor() {
    super('Broken pipe')
    this.name = 'BrokenPipeError'
  }
}

/** A pipe inside one machine: what is written is read, at once. After `stopReading` a write throws BrokenPipeError. */
export function pipe(): ByteSink & ByteSource & { stopReading: () => void } {
  let unread = false
  const waiting: ((bytes: Uint8Array | null) => void)[] = []
  const there: Uint8Array[] = []
  let ended = false
  const serve = () => {
    while (waiting.length > 0 && (there.length > 0 || ended)) waiting.shift()?.(there.shift() ?? null)
  }
  return {
    write: (bytes) => {
      if (unread) throw new BrokenPipeError()
      if (ended || bytes.length === 0) return
      there.push(bytes.slice())
      serve()
    },
    end: () => {
      ended = true
      serve()
    },
    stopReading: () => {
      unread = true
      there.length = 0
    },
    read: () => {
      const { promise, resolve } = Promise.withResolvers<Uint8Array | null>()
      waiting.push(resolve)
      serve()
      return promise
    },
  }
}

function readFrom(source: ByteSource | null): Promise<Uint8Array | null> {
  return source?.read() ?? Promise.resolve(null)
}
