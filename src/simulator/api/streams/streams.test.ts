import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pipe, readAll } from '../../containers/bytes.ts'
import type { Connection } from '../../containers/program.ts'
import { notFound, StatusError } from '../status-error.ts'
import { pods } from '../resource.ts'
import type { Containers, SessionStreams } from './containers.ts'
import { serveExec } from './exec-stream.ts'
import { logRequest } from './log-request.ts'
import { servePortForward } from './port-forward-stream.ts'
import type { UpgradeRequest } from './upgrade.ts'
import { encodeFrame, FrameReader, type Frame } from './spdy/frames.ts'
import { HeaderReader, HeaderWriter } from './spdy/header-block.ts'

const clients: WebSocket[] = []
let server: Server
let errors: unknown[]
let execute: (argv: readonly string[], streams: SessionStreams) => Promise<number>

/** `ws` as a client takes no `/` in a protocol either: the test's client says this, and the server is shown what kubectl says. */
const standIn = 'SPDY-3.1+portforward.k8s.io'

function pretendProtocol({ request, socket }: UpgradeRequest): void {
  const real = 'SPDY/3.1+portforward.k8s.io'
  request.headers['sec-websocket-protocol'] = real
  const write = socket.write.bind(socket)
  socket.write = (chunk: unknown) => {
    socket.write = write
    const answer = String(chunk)
    answered = answer
    return write(answer.replace(real, standIn))
  }
}

let answered = ''

/** Port 80 sends back what it gets, in capitals; nothing else listens. */
function echo(): Connection {
  const out = pipe()
  const upper = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString().toUpperCase())
  return {
    localAddress: '127.0.0.1',
    localPort: 40_000,
    remoteAddress: '127.0.0.1',
    remotePort: 80,
    read: () => out.read(),
    write: (bytes) => out.write(upper(bytes)),
    end: () => out.end(),
    destroy: () => out.end(),
    close: () => undefined,
  }
}

const containers: Containers = {
  check: ({ pod }) => {
    if (pod !== 'web') throw notFound(pods, pod)
  },
  exec: (_target, argv, streams) => execute(argv, streams),
  attach: (_target, streams) => execute([], streams),
  logs: () => () => undefined,
  connectPort: (_target, port) =>
    port === 80 ? Promise.resolve(echo()) : Promise.reject(new Error('connection refused')),
}

beforeEach(async () => {
  errors = []
  execute = () => Promise.resolve(0)
  server = createServer((_request, response) => response.end('plain'))
  server.on('upgrade', (request, socket, head: Buffer) => {
    const url = new URL(request.url ?? '', 'http://server')
    const [, pod = '', verb = ''] = url.pathname.split('/')
    const upgrade = { request, socket, head }
    const report = (error: unknown) => errors.push(error)
    const target = { namespace: 'shop', pod, container: null }
    if (verb === 'portforward') {
      pretendProtocol(upgrade)
      servePortForward(upgrade, target, containers, report)
    } else
      serveExec(upgrade, verb === 'attach' ? 'attach' : 'exec', target, url.searchParams, containers, report)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  for (const socket of clients.splice(0)) socket.terminate()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const at = (path: string) => `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}/${path}`

interface Client {
  readonly socket: WebSocket
  readonly messages: readonly Buffer[]
  readonly closed: Promise<number>
}

async function open(path: string, protocol = 'v5.channel.k8s.io'): Promise<Client> {
  const socket = new WebSocket(at(path), [protocol])
  clients.push(socket)
  const messages: Buffer[] = []
  socket.on('message', (data: Buffer) => messages.push(data))
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return { socket, messages, closed }
}

const textOf = (messages: readonly Buffer[], channel: number) =>
  messages
    .filter((message) => message[0] === channel)
    .map((message) => message.subarray(1).toString())
    .join('')

describe('exec', () => {
  test('channels carry input, output, sizes and the status', async () => {
    const sizes: string[] = []
    execute = async (argv, { stdin, stdout, stderr, tty, onResize }) => {
      onResize((columns, rows) => sizes.push(`${String(columns)}x${String(rows)}`))
      stdout.write(Buffer.from(`${argv.join(' ')} ${String(tty)} `))
      stdout.write(await readAll(stdin))
      stderr.write(Buffer.from('oh'))
      return 3
    }
    const { socket, messages, closed } = await open(
      'web/exec?command=ls&command=-l&stdin=true&stdout=true&stderr=true',
    )
    expect(socket.protocol).toBe('v5.channel.k8s.io')
    socket.send(Buffer.from('\x04{"Width":100,"Height":30}'))
    socket.send(Buffer.from('\x00typed'))
    socket.send(Buffer.from([255, 0]))
    expect(await closed).toBe(1000)
    expect(messages[0]).toEqual(Buffer.from([1]))
    expect(textOf(messages, 1)).toBe('ls -l false typed')
    expect(textOf(messages, 2)).toBe('oh')
    expect(sizes).toEqual(['100x30'])
    expect(JSON.parse(textOf(messages, 3))).toEqual({
      metadata: {},
      status: 'Failure',
      message: 'command terminated with non-zero exit code: command terminated with exit code 3',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    })
  })

  test('success, and what fails once the stream stands', async () => {
    const ok = await open('web/exec?command=ls&stdout=true', 'v4.channel.k8s.io')
    await ok.closed
    expect(JSON.parse(textOf(ok.messages, 3))).toEqual({ metadata: {}, status: 'Success' })
    execute = () =>
      Promise.reject(
        new StatusError('InternalError', 'unable to upgrade connection: container not found ("x")'),
      )
    const bad = await open('web/exec?command=ls&stdout=true')
    await bad.closed
    expect(JSON.parse(textOf(bad.messages, 3))).toMatchObject({
      message: 'Internal error occurred: unable to upgrade connection: container not found ("x")',
    })
  })

  test('what is refused before is plain HTTP', async () => {
    await expect(open('none/exec?command=ls&stdout=true')).rejects.toThrow('404')
    await expect(open('web/exec?command=ls')).rejects.toThrow('400')
    await expect(open('web/exec?command=ls&stdout=true', 'v9.channel.k8s.io')).rejects.toThrow('400')
  })

  test('a client that goes away is told to the session', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    execute = async ({ length }, { closed }) => {
      closed.addEventListener('abort', () => resolve(true))
      await promise
      return length
    }
    const { socket } = await open('web/exec?command=ls&stdout=true')
    socket.terminate()
    expect(await promise).toBe(true)
  })
})

describe('port-forward', () => {
  async function forward() {
    const client = await open('web/portforward', standIn)
    const frames: Frame[] = []
    const reader = new FrameReader()
    client.socket.on('message', (data: Buffer) => frames.push(...reader.push(data)))
    return {
      ...client,
      frames,
      writer: new HeaderWriter(),
      send: (frame: Exclude<Frame, { kind: 'ignored' }>) => client.socket.send(encodeFrame(frame)),
    }
  }

  const until = async (done: () => boolean) => {
    while (!done()) await new Promise((resolve) => setImmediate(resolve))
  }

  test('each pair of streams is a connection', async () => {
    const { send, writer, frames } = await forward()
    const open = async (stream: number, streamtype: string, port: string) =>
      send({
        kind: 'syn-stream',
        stream,
        end: false,
        headers: await writer.write(
          new Map([
            ['streamtype', streamtype],
            ['port', port],
            ['requestid', port],
          ]),
        ),
      })
    await open(1, 'error', '80')
    await open(3, 'data', '80')
    send({ kind: 'data', stream: 3, end: false, payload: Buffer.from('hello') })
    send({ kind: 'ping', id: 7 })
    await until(() => frames.some(({ kind }) => kind === 'data'))
    expect(answered).toContain('Sec-WebSocket-Protocol: SPDY/3.1+portforward.k8s.io\r\n')
    const replies = new HeaderReader()
    for (const frame of frames)
      if (frame.kind === 'syn-reply') expect((await replies.read(frame.headers)).size).toBe(0)
    const data = frames.find((frame) => frame.kind === 'data')
    expect(data?.kind === 'data' && Buffer.from(data.payload).toString()).toBe('HELLO')
    await until(() => frames.some((frame) => frame.kind === 'ping' && frame.id === 7))
    await open(5, 'error', '81')
    await open(7, 'data', '81')
    await until(() =>
      frames.some((frame) => frame.kind === 'data' && frame.stream === 5 && frame.payload.length > 0),
    )
    const told = frames.find((frame) => frame.kind === 'data' && frame.stream === 5)
    expect(told?.kind === 'data' && Buffer.from(told.payload).toString()).toBe('connection refused')
    expect(errors).toEqual([])
  })

  test('hostile bytes close this connection and no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 12, maxLength: 60 }), async (bytes) => {
        const { socket, closed } = await forward()
        // A whole frame by its own length, so that it is judged and not waited for.
        socket.send(Buffer.concat([Buffer.from([0x80, 2, 0, 1, 0, 0, 0, bytes.length]), bytes]))
        expect(await closed).toBe(1002)
      }),
      { numRuns: 20 },
    )
    const { socket, closed, send } = await forward()
    send({ kind: 'syn-stream', stream: 1, end: false, headers: Uint8Array.of(1, 2, 3) })
    expect(await closed).toBe(1002)
    socket.terminate()
    const after = await open('web/exec?command=ls&stdout=true')
    expect(await after.closed).toBe(1000)
    expect(errors).toEqual([])
  })
})

test('options of logs', () => {
  const read = (query: string) => logRequest(new URLSearchParams(query))
  expect(read('container=a&follow=true&tailLines=5&timestamps=true')).toEqual({
    container: 'a',
    follow: true,
    previous: false,
    timestamps: true,
    tailLines: 5,
  })
  expect(() => read('tailLines=-1')).toThrow(
    'tailLines: Invalid value: -1: must be greater than or equal to 0',
  )
  expect(() => read('limitBytes=x')).toThrow(StatusError)
})
