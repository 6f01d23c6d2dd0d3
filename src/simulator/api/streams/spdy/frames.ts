/** A SPDY/3.1 frame, its header block still compressed. */
export type Frame =
  | { readonly kind: 'data'; readonly stream: number; readonly end: boolean; readonly payload: Uint8Array }
  | {
      readonly kind: 'syn-stream'
      readonly stream: number
      readonly end: boolean
      readonly headers: Uint8Array
    }
  | {
      readonly kind: 'syn-reply'
      readonly stream: number
      readonly end: boolean
      readonly headers: Uint8Array
    }
  | { readonly kind: 'headers'; readonly stream: number; readonly end: boolean; readonly headers: Uint8Array }
  | { readonly kind: 'reset'; readonly stream: number; readonly status: number }
  | { readonly kind: 'ping'; readonly id: number }
  | { readonly kind: 'goaway'; readonly lastStream: number; readonly status: number }
  /** SETTINGS, WINDOW_UPDATE: read and left alone, as client-go's library does. */
  | { readonly kind: 'ignored'; readonly type: number }

/** What the peer sent is no SPDY/3.1, or more than a peer may send. */
export class SpdyError extends Error {}

const types = {
  synStream: 1,
  synReply: 2,
  reset: 3,
  settings: 4,
  ping: 6,
  goaway: 7,
  headers: 8,
  windowUpdate: 9,
} as const
const endFlag = 0x01
/** A header block of a port-forward is about a hundred bytes. */
const longestControl = 64 * 1024
/** kubectl sends pieces of 32 KiB. */
const longestData = 1024 * 1024

/** The bytes of a frame. */
export function encodeFrame(frame: Exclude<Frame, { kind: 'ignored' }>): Uint8Array {
  switch (frame.kind) {
    case 'data': {
      const head = Buffer.alloc(8)
      head.writeUInt32BE(frame.stream)
      head.writeUInt32BE(frame.payload.length, 4)
      head[4] = frame.end ? endFlag : 0
      return Buffer.concat([head, frame.payload])
    }
    case 'syn-stream':
      return control(types.synStream, frame.end, [
        uint32(frame.stream),
        uint32(0),
        Buffer.alloc(2),
        frame.headers,
      ])
    case 'syn-reply':
      return control(types.synReply, frame.end, [uint32(frame.stream), frame.headers])
    case 'headers':
      return control(types.headers, frame.end, [uint32(frame.stream), frame.headers])
    case 'reset':
      return control(types.reset, false, [uint32(frame.stream), uint32(frame.status)])
    case 'ping':
      return control(types.ping, false, [uint32(frame.id)])
    case 'goaway':
      return control(types.goaway, false, [uint32(frame.lastStream), uint32(frame.status)])
  }
}

/** Cuts a stream of bytes, which comes in any pieces, into frames. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0)

  /** The frames that are complete with these bytes. Throws SpdyError. */
  push(bytes: Uint8Array): readonly Frame[] {
    this.#rest = Buffer.concat([this.#rest, bytes])
    const frames: Frame[] = []
    while (this.#rest.length >= 8) {
      const length = this.#rest.readUInt32BE(4) & 0xff_ff_ff
      const isControl = ((this.#rest[0] ?? 0) & 0x80) !== 0
      if (length > (isControl ? longestControl : longestData))
        throw new SpdyError(`a frame of ${String(length)} bytes`)
      if (this.#rest.length < 8 + length) break
      frames.push(isControl ? readControl(this.#rest, length) : readData(this.#rest, length))
      this.#rest = this.#rest.subarray(8 + length)
    }
    return frames
  }
}

function readData(bytes: Buffer, length: number): Frame {
  const end = ((bytes[4] ?? 0) & endFlag) !== 0
  return {
    kind: 'data',
    stream: bytes.readUInt32BE(0),
    end,
    payload: Uint8Array.from(bytes.subarray(8, 8 + length)),
  }
}

function readControl(bytes: Buffer, length: number): Frame {
  const version = bytes.readUInt16BE(0) & 0x7f_ff
  if (version !== 3) throw new SpdyError(`version ${String(version)}`)
  const type = bytes.readUInt16BE(2)
  const end = ((bytes[4] ?? 0) & endFlag) !== 0
  const body = bytes.subarray(8, 8 + length)
  const need = (count: number) => {
    if (body.length < count) throw new SpdyError(`a control frame of type ${String(type)} is too short`)
  }
  const stream = () => body.readUInt32BE(0) & 0x7f_ff_ff_ff
  const from = (offset: number) => Uint8Array.from(body.subarray(offset))
  switch (type) {
    case types.synStream:
      need(10)
      return { kind: 'syn-stream', stream: stream(), end, headers: from(10) }
    case types.synReply:
      need(4)
      return { kind: 'syn-reply', stream: stream(), end, headers: from(4) }
    case types.headers:
      need(4)
      return { kind: 'headers', stream: stream(), end, headers: from(4) }
    case types.reset:
      need(8)
      return { kind: 'reset', stream: stream(), status: body.readUInt32BE(4) }
    case types.ping:
      need(4)
      return { kind: 'ping', id: body.readUInt32BE(0) }
    case types.goaway:
      need(8)
      return { kind: 'goaway', lastStream: stream(), status: body.readUInt32BE(4) }
    case types.settings:
    case types.windowUpdate:
      return { kind: 'ignored', type }
    default:
      throw new SpdyError(`a control frame of type ${String(type)}`)
  }
}

function control(type: number, end: boolean, parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt16BE(0x80_03)
  head.writeUInt16BE(type, 2)
  head.writeUInt32BE(body.length, 4)
  head[4] = end ? endFlag : 0
  return Buffer.concat([head, body])
}

function uint32(number: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}
