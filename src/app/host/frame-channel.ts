import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import type { z } from 'zod'

/** Longest line that either side takes, in UTF-16 code units: a paste or a replay fits with all its escapes. */
export const maxFrame = 16_000_000
/** A peer that reads nothing while this much waits for it, in bytes, is dropped. */
const maxBacklog = 64_000_000

/** Frames of two kinds over a stream socket: newline-delimited JSON, each validated as it comes in. */
export interface FrameChannel<Out> {
  send(frame: Out): void
  /** Flushes what was sent and hangs up. */
  end(): void
  /** Hangs up now. */
  destroy(): void
}

export interface FrameListener<In> {
  onFrame(frame: In): void
  /** Called once; `fault` says what the peer did wrong, null when it simply went away. */
  onClose(fault: string | null): void
}

/** Speaks frames over `socket`. A peer that sends anything else is dropped. */
export function openFrameChannel<In, Out>(
  socket: Socket,
  schema: z.ZodType<In>,
  listener: FrameListener<In>,
): FrameChannel<Out> {
  const decoder = new StringDecoder('utf8')
  let partial: string[] = []
  let partialLength = 0
  let fault: string | null = null

  const drop = (reason: string): void => {
    fault ??= reason
    socket.destroy()
  }

  const take = (line: string): void => {
    const parsed = schema.safeParse(parseJson(line))
    if (parsed.success) listener.onFrame(parsed.data)
    else drop('it sent a frame that is not of the protocol')
  }

  socket.on('data', (bytes) => {
    const pieces = decoder.write(bytes).split('\n')
    const last = pieces.pop() ?? ''
    for (const piece of pieces) {
      if (socket.destroyed) return
      const line = partialLength === 0 ? piece : [...partial, piece].join('')
      partial = []
      partialLength = 0
      if (line.length > maxFrame) {
        drop('it sent a frame that is too long')
        return
      }
      take(line)
    }
    if (last === '') return
    partial.push(last)
    partialLength += last.length
    if (partialLength > maxFrame) drop('it sent a frame that is too long')
  })
  // 'close' follows; what it was says enough.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    listener.onClose(fault)
  })

  return {
    send: (frame) => {
      if (socket.destroyed || socket.writableEnded) return
      socket.write(`${JSON.stringify(frame)}\n`)
      if (socket.writableLength > maxBacklog) drop('it stopped to read')
    },
    end: () => {
      socket.end()
    },
    destroy: () => {
      socket.destroy()
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
