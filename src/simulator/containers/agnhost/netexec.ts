import { collector, decode, encode } from '../bytes.ts'
import { get } from '../http/client.ts'
import { serveHttp, type Request, type Response } from '../http/server.ts'
import { header } from '../http/message.ts'
import type { Process } from '../program.ts'
import { forever, goDuration, options, pause, refuse, valueOf } from '../programs/tool.ts'
import { goLog } from './go-log.ts'

interface Server {
  readonly process: Process
  readonly port: number
  readonly exit: (code: number) => void
  terminating: boolean
  udpReady: boolean
}

/** agnhost's netexec (kubernetes `test/images/agnhost/netexec/netexec.go`, 2.59): HTTP and UDP; TLS, SCTP and uploads are refused by name. */
export async function netexec(process: Process, args: readonly string[]): Promise<number> {
  const read = options(
    args,
    [],
    ['--http-port', '--udp-port', '--delay-shutdown', '--http-override', '--udp-listen-addresses'],
  )
  if (typeof read === 'string') return refuse(process, `netexec ${read}`)
  const override = valueOf(read, '--http-override')
  const port = Number(valueOf(read, '--http-port') ?? 8080)
  const udpPort = Number(valueOf(read, '--udp-port') ?? 8081)
  const { promise: exited, resolve: exit } = Promise.withResolvers<number>()
  const server: Server = { process, port, exit, terminating: false, udpReady: false }
  process.onSignal((signal) => {
    if (signal !== 'SIGTERM') exit(signal === 'SIGINT' ? 2 : 1)
    if (server.terminating || signal !== 'SIGTERM') return
    server.terminating = true
    const delay = Number(valueOf(read, '--delay-shutdown') ?? 0)
    if (delay === 0) exit(0)
    else {
      goLog(process, `Sleeping ${String(delay)} seconds before terminating...`)
      process.clock.after(delay * 1000, () => exit(0))
    }
  })
  if (udpPort !== -1) {
    for (const address of (valueOf(read, '--udp-listen-addresses') ?? '').split(',')) {
      process.network.listenUdp(
        udpPort,
        (payload, reply, from) => udp(server, udpPort, payload, reply, from),
        address || undefined,
      )
      goLog(process, `Started UDP server on port ${address} ${String(udpPort)}`)
    }
    server.udpReady = true
  }
  goLog(process, `Started HTTP server on port ${String(port)}`)
  serveHttp(process, port, (request) => {
    if (override === null) return respond(server, request)
    const url = URL.parse(override, 'http://server') ?? request.url
    return respond(server, { ...request, method: 'GET', target: override, url })
  })
  return exited
}

async function respond(server: Server, request: Request): Promise<Response> {
  const { process } = server
  const query = request.url.searchParams
  const value = (name: string) => query.get(name) ?? ''
  const log = (text: string) => goLog(process, text)
  switch (request.url.pathname) {
    case '/echo':
      log(`GET /echo?msg=${value('msg')}&code=${value('code')}`)
      if (value('code') === '') return { code: 200, body: value('msg') }
      if (/^\d{3}$/.test(value('code'))) return { code: Number(value('code')), body: value('msg') }
      return {
        code: 200,
        body: `argument 'code' must be an integer or empty, got ${JSON.stringify(value('code'))}\n`,
      }
    case '/clientip':
      log('GET /clientip')
      return { code: 200, body: request.from }
    case '/serverport':
      log('GET /serverport')
      return { code: 200, body: String(server.port) }
    case '/header': {
      const key = value('key')
      log(key === '' ? 'GET /header' : `GET /header?key=${key}`)
      if (key !== '') return { code: 200, body: header(request.headers, key) ?? '' }
      const all = request.headers
        .filter(([name]) => name.toLowerCase() !== 'host')
        .map(([name, text]) => [name, [text]] as const)
      return {
        code: 200,
        body: JSON.stringify(Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)))),
      }
    }
    case '/dial':
      return dial(server, request)
    case '/exit':
      return exitWhenAsked(server, request)
    case '/healthz':
      log('GET /healthz')
      return { code: server.udpReady ? 200 : 412 }
    case '/readyz':
      log('GET /readyz')
      if (server.terminating) return { code: 503, body: 'shutting down' }
      return server.udpReady ? { code: 200, body: 'ok' } : { code: 412 }
    case '/hostname':
    case '/hostName':
      log(`GET ${request.url.pathname}`)
      return { code: 200, body: process.hostname }
    case '/redirect': {
      log(`${request.method} /redirect?msg=${value('location')}&code=${value('code')}`)
      const code = Number(value('code') || 302)
      return {
        code,
        headers: [
          ['Content-Type', 'text/html; charset=utf-8'],
          ['Location', value('location')],
        ],
        body: `<a href="${value('location')}">${code === 302 ? 'Found' : String(code)}</a>.\n\n`,
      }
    }
    case '/shell':
      return shell(server, value('shellCommand') || value('cmd'))
    case '/upload':
      return { code: 500, body: 'the embedded cluster does not model uploads to netexec\n' }
    case '/shutdown':
      log('GET /shutdown')
      server.exit(0)
      return { code: 200 }
    default:
      log('GET /')
      return { code: 200, body: `NOW: ${goTime(process.clock.now())}` }
  }
}

/** `time.Now()` printed with %v, in UTC. */
function goTime(now: number): string {
  const text = new Date(now).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11, 23)} +0000 UTC`
}

async function exitWhenAsked({ process, exit }: Server, { url }: Request): Promise<Response> {
  const value = (name: string) => url.searchParams.get(name) ?? ''
  goLog(process, `GET /exit?code=${value('code')}&timeout=${value('timeout')}&wait=${value('wait')}`)
  for (const name of ['timeout', 'wait']) {
    if (value(name) !== '' && goDuration(value(name)) === null) {
      return {
        code: 200,
        body: `argument '${name}' must be a valid golang duration or empty, got ${JSON.stringify(value(name))}\n`,
      }
    }
  }
  if (!/^-?\d*$/.test(value('code'))) {
    return {
      code: 200,
      body: `argument 'code' must be an integer [0-127] or empty, got ${JSON.stringify(value('code'))}\n`,
    }
  }
  const code = Number(value('code') || 0)
  await pause(process, goDuration(value('wait')) ?? 0)
  exit(code)
  return forever()
}

async function dial({ process }: Server, { url }: Request): Promise<Response> {
  const value = (name: string) => url.searchParams.get(name) ?? ''
  const [host, port, request, protocol] = [value('host'), value('port'), value('request'), value('protocol')]
  goLog(
    process,
    `GET /dial?host=${host}&protocol=${protocol}&port=${port}&request=${request}&tries=${value('tries')}`,
  )
  if (request === '') return { code: 400, body: 'request parameter not specified. <nil>\n' }
  if (!['', 'http', 'udp'].includes(protocol.toLowerCase()))
    return { code: 400, body: `unsupported protocol. ${protocol}\n` }
  const addresses = await process.network.resolve(host)
  const [address] = typeof addresses === 'string' ? [] : addresses
  if (address === undefined)
    return { code: 400, body: `host and/or port param are invalid. lookup ${host}: no such host\n` }
  const responses: string[] = []
  const errors: string[] = []
  for (let left = Number(value('tries') || 1); left > 0; left--) {
    const answer =
      protocol.toLowerCase() === 'udp'
        ? await process.network.exchangeUdp(address, Number(port), encode(request), 5000)
        : await get(
            process.network,
            process.clock,
            {
              address,
              port: Number(port),
              target: `/${request}`,
              headers: [
                ['Host', `${address}:${port}`],
                ['User-Agent', 'Go-http-client/1.1'],
                ['Accept-Encoding', 'gzip'],
              ],
            },
            5000,
          )
    if (answer instanceof Uint8Array) responses.push(decode(answer))
    else if (typeof answer === 'string') errors.push(dialError(answer, address, port, request, protocol))
    else responses.push(decode(answer.body))
  }
  return {
    code: 200,
    body: JSON.stringify({
      ...(errors.length > 0 && { errors }),
      ...(responses.length > 0 && { responses }),
    }),
  }
}

function dialError(
  failure: string,
  address: string,
  port: string,
  request: string,
  protocol: string,
): string {
  const to = `${address}:${port}`
  if (protocol.toLowerCase() === 'udp') {
    const why = failure === 'refused' ? 'connection refused' : 'i/o timeout'
    return `reading from udp connection failed. err:'read udp ${to}: ${why}'`
  }
  const why = {
    refused: 'connect: connection refused',
    'host-unreachable': 'connect: no route to host',
    'net-unreachable': 'connect: network is unreachable',
  }[failure]
  if (why !== undefined) return `Get "http://${to}/${request}": dial tcp ${to}: ${why}`
  if (failure === 'closed') return `Get "http://${to}/${request}": EOF`
  return `Get "http://${to}/${request}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
}

async function shell({ process }: Server, command: string): Promise<Response> {
  goLog(process, `GET /shell?cmd=${command}`)
  const output = collector()
  const running = process.spawn(['/bin/sh', '-c', command], { stdin: null, stdout: output, stderr: output })
  const code = running === null ? 127 : await running
  const text = decode(output.bytes())
  const answer = {
    ...(code !== 0 && { error: `exit status ${String(code)}` }),
    ...(text !== '' && { output: text }),
  }
  goLog(
    process,
    `Output: map[${Object.entries(answer)
      .map(([key, value]) => `${key}:${value}`)
      .join(' ')}]`,
  )
  return { code: 200, body: JSON.stringify(answer) }
}

function udp(
  server: Server,
  port: number,
  payload: Uint8Array,
  reply: (payload: Uint8Array) => void,
  from: { address: string; port: number },
): void {
  const text = decode(payload).trim().toLowerCase()
  const client = `${from.address}:${String(from.port)}`
  const log = (line: string) => goLog(server.process, line)
  if (text === 'hostname') {
    log('Sending udp hostName response')
    reply(encode(server.process.hostname))
  } else if (text.startsWith('echo ')) {
    log(`Echoing ${text.slice(5)} to UDP client ${client}`)
    reply(encode(text.slice(5)))
  } else if (text === 'clientip') {
    log(`Sending clientip back to UDP client ${client}`)
    reply(encode(client))
  } else if (text === 'serverport') {
    log(`Sending server port to UDP client ${String(port)}`)
    reply(encode(String(port)))
  } else if (text !== '') log(`Unknown UDP command received from ${client}: ${text}`)
}
