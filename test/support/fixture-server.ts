import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, resolve } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'
import { isCallName } from '../../src/contract/contract.ts'
import { toErrorPayload } from '../../src/contract/errors.ts'
import { FixtureApp } from './fixture-app.ts'

/**
 * Serves a built renderer with the made-up app behind it, on loopback, to look at:
 * `node test/support/fixture-server.ts OUT_DIR PORT [FIRST_CARD] [LAB_PHASE]`.
 */
const [outDir = 'out/renderer', port = '4180', first = '0', lab] = process.argv.slice(2)
const root = resolve(outDir)
const app = new FixtureApp({
  first: Number(first),
  ...(lab === 'ready' || lab === 'starting' ? { lab } : {}),
})

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const answer = (status: number, body: string | Buffer, type: string): void => {
    response.writeHead(status, { 'content-type': type, 'content-security-policy': policy })
    response.end(body)
  }
  if (request.method === 'POST') {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const input: unknown = JSON.parse(Buffer.concat(chunks).toString() || '{}')
      if (path === '/api/ticket') {
        answer(200, '{"ticket":"fixture"}', 'application/json')
        return
      }
      const name = path.replace('/api/call/', '')
      void (isCallName(name) ? app.call(name, input) : Promise.reject(new Error(`no call ${name}`))).then(
        (result) => answer(200, JSON.stringify({ result }), 'application/json'),
        (error: unknown) => answer(500, JSON.stringify({ error: toErrorPayload(error) }), 'application/json'),
      )
    })
    return
  }
  const file = join(root, normalize(path === '/' ? '/index.html' : path))
  readFile(file).then(
    (body) => answer(200, body, types[extname(file)] ?? 'application/octet-stream'),
    () => answer(404, 'Not found', 'text/plain'),
  )
})

const sockets = new WebSocketServer({ server })
sockets.on('connection', (socket: WebSocket, request) => {
  const send = (message: unknown): void => socket.send(JSON.stringify(message))
  if ((request.url ?? '').startsWith('/api/events')) {
    socket.on('close', app.subscribe(send))
    return
  }
  send({
    type: 'replay',
    data: '\u001b[32myou@lab\u001b[0m:\u001b[34m~\u001b[0m$ kubectl -n shop get pods\r\nNAME                        READY   STATUS    RESTARTS   AGE\r\napi-7c9d8f6b5-2xk9p         1/1     Running   0          4m\r\ncheckout-6f4d7c8b9-hq2vz    1/1     Running   0          4m\r\n\u001b[32myou@lab\u001b[0m:\u001b[34m~\u001b[0m$ ',
    cols: 80,
    rows: 24,
  })
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { type: string; data?: string }
    if (message.type === 'input')
      send({
        type: 'output',
        data: (message.data ?? '').replaceAll('\r', '\r\n$ ').replaceAll('\u0017', '^W'),
      })
  })
})

server.listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`))
