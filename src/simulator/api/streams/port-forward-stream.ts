import type { WebSocket } from 'ws'
import { StatusError } from '../status-error.ts'
import { bytesOf } from './channels.ts'
import type { Connection } from '../../containers/program.ts'
import type { Containers, ContainerTarget } from './containers.ts'
import { encodeFrame, FrameReader, SpdyError, type Frame } from './spdy/frames.ts'
import { HeaderReader, HeaderWriter, type HeaderBlock } from './spdy/header-block.ts'
import { acceptWebSocket, refuseUpgrade, sendTo, type UpgradeRequest } from './upgrade.ts'

/** A stream of kubectl's, with the pair that it belongs to. */
interface Stream {
  readonly headers: HeaderBlock
  readonly received: Uint8Array[]
  connection: Connection | null
  ended: boolean
}

/** More streams, or more bytes that wait for a connection, are no port-forward. */
const mostStreams = 4096
const mostWaiting = 8 * 1024 * 1024

/**
 * Serves `pods/NAME/portforward`, once the request is authorised: SPDY/3.1 inside a WebSocket, a pair of streams (`error` and `data`) for each
 * connection (kubelet `pkg/cri/streaming/portforward/httpstream.go`).
 */
export function servePortForward(
  upgrade: UpgradeRequest,
  target: Omit<ContainerTarget, 'container'>,
  containers: Containers,
  reportError: (error: unknown) => void,
): void {
  try {
    containers.check({ ...target, container: null })
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    refuseUpgrade(upgrade.socket, error)
    return
  }
  acceptWebSocket(upgrade, ['SPDY/3.1+portforward.k8s.io'], (webSocket) => {
    new PortForward(webSocket, (port) => containers.connectPort(target, port), reportError)
  })
}

class PortForward {
  readonly #webSocket: WebSocket
  readonly #connect: (port: number) => Promise<Connection>
  readonly #reportError: (error: unknown) => void
  readonly #frames = new FrameReader()
  readonly #headers = new HeaderReader()
  readonly #replies = new HeaderWriter()
  readonly #streams = new Map<number, Stream>()
  /** Frames are taken one after another: a header block may need time. */
  #turn: Promise<void> = Promise.resolve()

  constructor(
    webSocket: WebSocket,
    connect: (port: number) => Promise<Connection>,
    reportError: (error: unknown) => void,
  ) {
    this.#webSocket = webSocket
    this.#connect = connect
    this.#reportError = reportError
    webSocket.on('message', (data) => this.#receive(bytesOf(data)))
    webSocket.on('close', () => this.#close())
  }

  #receive(bytes: Uint8Array): void {
    try {
      for (const frame of this.#frames.push(bytes)) {
        this.#turn = this.#turn.then(() => this.#take(frame)).catch((error: unknown) => this.#fail(error))
      }
    } catch (error) {
      this.#fail(error)
    }
  }

  async #take(frame: Frame): Promise<void> {
    switch (frame.kind) {
      case 'syn-stream': {
        if (this.#streams.size >= mostStreams || this.#streams.has(frame.stream))
          throw new SpdyError('a stream too many')
        const headers = await this.#headers.read(frame.headers)
        this.#streams.set(frame.stream, { headers, received: [], connection: null, ended: frame.end })
        this.#send({
          kind: 'syn-reply',
          stream: frame.stream,
          end: false,
          headers: await this.#replies.write(new Map()),
        })
        if (headers.get('streamtype') === 'data') this.#forward(frame.stream)
        return
      }
      case 'data':
        this.#pass(frame.stream, frame.payload, frame.end)
        return
      case 'headers':
        await this.#headers.read(frame.headers)
        return
      case 'reset':
        this.#streams.get(frame.stream)?.connection?.destroy()
        this.#streams.delete(frame.stream)
        return
      case 'ping':
        this.#send(frame)
        return
      case 'goaway':
        this.#webSocket.close(1000)
        return
      case 'syn-reply':
      case 'ignored':
    }
  }

  #pass(id: number, payload: Uint8Array, end: boolean): void {
    const stream = this.#streams.get(id)
    if (stream === undefined) return
    stream.ended ||= end
    if (stream.connection === null) {
      stream.received.push(payload)
      const waiting = stream.received.reduce((sum, piece) => sum + piece.length, 0)
      if (waiting > mostWaiting) throw new SpdyError('too much waits for a connection')
      return
    }
    this.#write(stream, payload)
  }

  #write(stream: Stream, payload: Uint8Array): void {
    const { connection } = stream
    if (connection === null) return
    try {
      if (payload.length > 0) connection.write(payload)
      if (stream.ended) connection.end()
    } catch {
      // The far end is gone; the reader of this connection tells the client.
      connection.destroy()
    }
  }

  /** Connects a data stream, pumps both ways, and ends both streams of the pair. */
  #forward(id: number): void {
    const stream = this.#streams.get(id)
    if (stream === undefined) return
    const port = Number(stream.headers.get('port'))
    const request = stream.headers.get('requestid')
    const errorId = [...this.#streams].find(
      ([, { headers }]) => headers.get('streamtype') === 'error' && headers.get('requestid') === request,
    )?.[0]
    const run = async () => {
      try {
        const connection = await this.#connect(port)
        stream.connection = connection
        for (const payload of stream.received.splice(0)) this.#write(stream, payload)
        if (stream.ended) this.#write(stream, new Uint8Array())
        for (let bytes = await connection.read(); bytes !== null; bytes = await connection.read()) {
          this.#send({ kind: 'data', stream: id, end: false, payload: bytes })
        }
        connection.close()
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        if (errorId !== undefined)
          this.#send({ kind: 'data', stream: errorId, end: false, payload: Buffer.from(why) })
      }
      for (const each of [id, errorId]) {
        if (each === undefined) continue
        this.#send({ kind: 'data', stream: each, end: true, payload: new Uint8Array() })
        this.#streams.delete(each)
      }
    }
    run().catch(this.#reportError)
  }

  #send(frame: Exclude<Frame, { kind: 'ignored' }>): void {
    sendTo(this.#webSocket, encodeFrame(frame))
  }

  /** A hostile or broken peer: GOAWAY with PROTOCOL_ERROR, and the connection closes. */
  #fail(error: unknown): void {
    if (!(error instanceof SpdyError)) this.#reportError(error)
    this.#send({ kind: 'goaway', lastStream: 0, status: 1 })
    this.#webSocket.close(1002)
  }

  #close(): void {
    for (const { connection } of this.#streams.values()) connection?.destroy()
    this.#streams.clear()
    this.#headers.close()
    this.#replies.close()
  }
}
