import { concat, encode } from '../bytes.ts'
import { ask, type HttpAnswer } from '../http/client.ts'
import { header, HttpError, type Headers } from '../http/message.ts'
import type { ConnectFailure, Connection, Process, Program } from '../program.ts'
import { ConnectionResetError } from '../../network/tcp-pipe.ts'
import { complain, options, pathOf, refuse, say, valueOf, type Options } from './tool.ts'

const flags = [
  '-v',
  '-s',
  '-S',
  '-I',
  '-f',
  '-L',
  '-k',
  '-i',
  '-g',
  '-N',
  '-4',
  '--silent',
  '--show-error',
  '--verbose',
  '--fail',
  '--head',
  '--location',
  '--include',
  '--insecure',
  '--ipv4',
]
const valued = [
  '-o',
  '-w',
  '-m',
  '-H',
  '-X',
  '-d',
  '-A',
  '--max-time',
  '--connect-timeout',
  '--output',
  '--write-out',
  '--header',
  '--request',
  '--data',
  '--resolve',
  '--retry',
  '--user-agent',
]

/** A transfer that ended with an exit code and curl's words for it (7.88). */
class CurlError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

interface Transfer {
  readonly answer: HttpAnswer | null
  readonly connectMs: number
  readonly address: string
}

/** HTTP only; TLS is refused by name. Exit codes 3, 6, 7, 22, 28, 52, 56 as curl has them. */
export const curl: Program = async (process) => {
  const read = options(process.argv.slice(1), flags, valued)
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  if (valueOf(read, '--resolve', '--retry') !== null)
    return refuse(process, 'the option --resolve or --retry')
  if (read.set.has('-L') || read.set.has('--location')) return refuse(process, 'the option -L')
  if (read.operands.length === 0)
    return complain(process, "curl: try 'curl --help' or 'curl --manual' for more information\n", 2)
  if (read.operands.length > 1) return refuse(process, 'more than one URL')
  const start = process.clock.now()
  const silent = read.set.has('-s') || read.set.has('--silent')
  const quiet = silent && !read.set.has('-S') && !read.set.has('--show-error')
  let transfer: Transfer = { answer: null, connectMs: 0, address: '' }
  let code = 0
  let message = ''
  try {
    await fetchTo(process, read, start, (made) => {
      transfer = made
    })
  } catch (error) {
    if (!(error instanceof CurlError)) throw error
    ;({ code, message } = error)
  }
  writeOut(process, read, transfer, start)
  if (code !== 0 && !quiet) complain(process, `curl: (${String(code)}) ${message}\n`)
  return code
}

async function fetchTo(
  process: Process,
  read: Options,
  start: number,
  tell: (transfer: Transfer) => void,
): Promise<void> {
  const url = urlOf(read.operands[0] ?? '')
  const maxMs = secondsOf(read, '-m', '--max-time')
  const connectMs = secondsOf(read, '--connect-timeout') ?? 300_000
  const limit = Math.min(maxMs ?? Infinity, connectMs)
  const host = url.hostname
  const port = Number(url.port || 80)
  const verbose = (text: string) => {
    if (read.set.has('-v') || read.set.has('--verbose')) complain(process, text)
  }
  const addresses = await process.network.resolve(host)
  if (typeof addresses === 'string') throw new CurlError(6, `Could not resolve host: ${host}`)
  const [address = ''] = addresses
  verbose(`*   Trying ${address}:${String(port)}...\n`)
  const connection = await process.network.connect(address, port, limit)
  const took = process.clock.now() - start
  if (typeof connection === 'string') throw connectError(connection, host, port, took, verbose)
  tell({ answer: null, connectMs: took, address })
  verbose(`* Connected to ${host} (${address}) port ${String(port)} (#0)\n`)
  const answer = await exchange(
    process,
    read,
    url,
    connection,
    maxMs === null ? null : start + maxMs,
    verbose,
  )
  tell({ answer, connectMs: took, address })
  const failed = (read.set.has('-f') || read.set.has('--fail')) && answer.code >= 400
  if (failed) throw new CurlError(22, `The requested URL returned error: ${String(answer.code)}`)
  output(process, read, answer)
  verbose(`* Connection #0 to host ${host} left intact\n`)
}

async function exchange(
  process: Process,
  read: Options,
  url: URL,
  connection: Connection,
  deadline: number | null,
  verbose: (text: string) => void,
): Promise<HttpAnswer> {
  const { clock } = process
  const data = valueOf(read, '-d', '--data')
  const only = read.set.has('-I') || read.set.has('--head')
  const method = valueOf(read, '-X', '--request') ?? (only ? 'HEAD' : data === null ? 'GET' : 'POST')
  const given = [...(read.set.get('-H') ?? []), ...(read.set.get('--header') ?? [])].map(splitHeader)
  const standard: Headers = [
    ['Host', url.host],
    ['User-Agent', valueOf(read, '-A', '--user-agent') ?? 'curl/7.88.1'],
    ['Accept', '*/*'],
    ...(data === null
      ? []
      : [
          ['Content-Length', String(encode(data).length)] as const,
          ['Content-Type', 'application/x-www-form-urlencoded'] as const,
        ]),
  ]
  const headers = [
    ...standard.map(([name, value]) => [name, header(given, name) ?? value] as const),
    ...given.filter(([name]) => header(standard, name) === null),
  ].filter(([, value]) => value !== '')
  const target = `${url.pathname}${url.search}`
  verbose(
    `> ${method} ${target} HTTP/1.1\n${headers.map(([name, value]) => `> ${name}: ${value}\n`).join('')}> \n`,
  )
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const sent = clock.now()
  const cancel =
    deadline === null ? () => undefined : clock.after(Math.max(0, deadline - sent), () => resolve('late'))
  try {
    const asked = ask(connection, { method, target, headers, ...(data !== null && { body: encode(data) }) })
    const answer = await Promise.race([asked, late])
    if (answer === 'late') {
      const ms = (valueOf(read, '-m', '--max-time') === null ? 0 : secondsOf(read, '-m', '--max-time')) ?? 0
      throw new CurlError(
        28,
        `Operation timed out after ${String(Math.round(ms) + 1)} milliseconds with 0 bytes received`,
      )
    }
    if (answer === null) throw new CurlError(52, 'Empty reply from server')
    verbose(
      `< ${answer.start}\n${answer.headers.map(([name, value]) => `< ${name}: ${value}\n`).join('')}< \n`,
    )
    return answer
  } catch (error) {
    if (error instanceof ConnectionResetError)
      throw new CurlError(56, 'Recv failure: Connection reset by peer')
    if (error instanceof HttpError) throw new CurlError(1, 'Received HTTP/0.9 when not allowed')
    throw error
  } finally {
    cancel()
    connection.close()
  }
}

function connectError(
  failure: ConnectFailure,
  host: string,
  port: number,
  ms: number,
  verbose: (text: string) => void,
): CurlError {
  const took = String(Math.round(ms))
  if (failure === 'timeout')
    return new CurlError(28, `Connection timed out after ${String(Math.round(ms) + 1)} milliseconds`)
  const why = {
    refused: 'Connection refused',
    'net-unreachable': 'Network is unreachable',
    'host-unreachable': 'No route to host',
  }[failure]
  verbose(`* connect to ${host} port ${String(port)} failed: ${why}\n`)
  const message = `Failed to connect to ${host} port ${String(port)} after ${took} ms: Couldn't connect to server`
  verbose(`* ${message}\n* Closing connection 0\n`)
  return new CurlError(7, message)
}

function output(process: Process, read: Options, answer: HttpAnswer): void {
  const heads =
    read.set.has('-i') || read.set.has('--include') || read.set.has('-I') || read.set.has('--head')
  const head = [answer.start, ...answer.headers.map(([name, value]) => `${name}: ${value}`), '', ''].join(
    '\r\n',
  )
  const bytes = heads ? concat([encode(head), answer.body]) : answer.body
  const file = valueOf(read, '-o', '--output')
  if (file === null || file === '-') process.stdout.write(bytes)
  else process.files.write(pathOf(process, file), bytes)
}

function writeOut(process: Process, read: Options, transfer: Transfer, start: number): void {
  const format = valueOf(read, '-w', '--write-out')
  if (format === null) return
  const seconds = (ms: number) => (ms / 1000).toFixed(6)
  const { answer, connectMs, address } = transfer
  const values: Readonly<Record<string, string>> = {
    http_code: String(answer?.code ?? 0).padStart(3, '0'),
    response_code: String(answer?.code ?? 0).padStart(3, '0'),
    time_total: seconds(process.clock.now() - start),
    time_connect: seconds(connectMs),
    remote_ip: address,
    size_download: String(answer?.body.length ?? 0),
  }
  const unknown: string[] = []
  const text = format
    .replace(/%\{(\w+)\}/g, (_all, name: string) => {
      if (values[name] === undefined) unknown.push(name)
      return values[name] ?? ''
    })
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
  if (unknown.length > 0) refuse(process, `the variable ${unknown.join(', ')} of -w`)
  else say(process, text)
}

/** Throws CurlError for a scheme other than http. */
function urlOf(text: string): URL {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null) throw new CurlError(3, 'URL using bad/illegal format or missing URL')
  if (url.protocol === 'https:') throw new CurlError(1, 'TLS is not modelled yet by the embedded cluster')
  if (url.protocol !== 'http:')
    throw new CurlError(1, `Protocol "${url.protocol.slice(0, -1)}" not supported or disabled in libcurl`)
  return url
}

function secondsOf(read: Options, ...names: readonly string[]): number | null {
  const value = valueOf(read, ...names)
  return value === null ? null : Number(value) * 1000
}

function splitHeader(line: string): readonly [string, string] {
  const at = line.indexOf(':')
  return at < 0 ? [line.replace(/;$/, ''), ''] : [line.slice(0, at), line.slice(at + 1).trim()]
}
