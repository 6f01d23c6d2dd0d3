import { encode } from '../bytes.ts'
import { ConnectionResetError } from '../../network/tcp-pipe.ts'
import type { Connection, Process, Program } from '../program.ts'
import { complain, options, refuse, valueOf } from './tool.ts'

/** OpenBSD's netcat: -z -v -w -u -n -l -N; a TCP connection, or one datagram for each piece of input. */
export const netcat: Program = async (process) => {
  const read = options(process.argv.slice(1), ['-z', '-v', '-n', '-u', '-l', '-k', '-N'], ['-w', '-q', '-p'])
  if (typeof read === 'string') return refuse(process, `the option ${read}`)
  const has = (flag: string) => read.set.has(flag)
  if (has('-k')) return refuse(process, 'the option -k')
  if (has('-l')) return listen(process, Number(valueOf(read, '-p') ?? read.operands.at(-1)))
  const [host = '', portText = ''] = read.operands
  const port = Number(portText)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return refuse(process, `the port ${JSON.stringify(portText)}`)
  const addresses = await process.network.resolve(host)
  const [address] = typeof addresses === 'string' ? [] : addresses
  if (address === undefined) {
    return complain(
      process,
      `nc: getaddrinfo for host "${host}" port ${portText}: Name or service not known\n`,
    )
  }
  if (has('-u')) return refuse(process, 'UDP (-u)')
  const seconds = valueOf(read, '-w')
  const connection = await process.network.connect(
    address,
    port,
    seconds === null ? 127_000 : Number(seconds) * 1000,
  )
  if (typeof connection === 'string') {
    const why = {
      refused: 'Connection refused',
      timeout: seconds === null ? 'Connection timed out' : 'Operation now in progress',
      'net-unreachable': 'Network is unreachable',
      'host-unreachable': 'No route to host',
    }[connection]
    const proto =
      seconds !== null && connection === 'timeout'
        ? `nc: connect to ${host} port ${portText} (tcp) timed out: ${why}`
        : `nc: connect to ${host} port ${portText} (tcp) failed: ${why}`
    return has('-v') ? complain(process, `${proto}\n`) : 1
  }
  if (has('-v')) {
    const shown = host === address ? host : `${host} (${address})`
    complain(process, `Connection to ${shown} ${portText} port [tcp/*] succeeded!\n`)
  }
  if (has('-z')) {
    connection.close()
    return 0
  }
  return talk(process, connection, has('-N'))
}

function listen(process: Process, port: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const close = process.network.listenTcp(port, (connection) => {
    close()
    talk(process, connection, false).then(resolve, () => resolve(1))
  })
  return promise
}

/** Until the peer ends; `half` ends our side when the input does. */
async function talk(process: Process, connection: Connection, half: boolean): Promise<number> {
  const sending = async () => {
    for (let bytes = await process.stdin?.read(); bytes; bytes = await process.stdin?.read())
      connection.write(bytes)
    if (half || process.stdin === null) connection.end()
  }
  sending().catch((error: unknown) => {
    if (!(error instanceof ConnectionResetError)) process.stderr.write(encode(`nc: ${String(error)}\n`))
  })
  try {
    for (let bytes = await connection.read(); bytes !== null; bytes = await connection.read())
      process.stdout.write(bytes)
  } catch (error) {
    if (!(error instanceof ConnectionResetError)) throw error
    return 1
  }
  return 0
}
