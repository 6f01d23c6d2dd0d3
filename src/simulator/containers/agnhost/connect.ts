import { encode } from '../bytes.ts'
import type { Process } from '../program.ts'
import { complain, goDuration, options, refuse, valueOf } from '../programs/tool.ts'

/** agnhost's connect (kubernetes `test/images/agnhost/connect/connect.go`): exit 0, or 1 with UNKNOWN, DNS, TIMEOUT, REFUSED or OTHER. */
export async function connect(process: Process, args: readonly string[]): Promise<number> {
  const read = options(args, [], ['--timeout', '--protocol', '--udp-data'])
  if (typeof read === 'string') return refuse(process, `connect ${read}`)
  const protocol = valueOf(read, '--protocol') ?? 'tcp'
  if (!['', 'tcp', 'udp'].includes(protocol)) return refuse(process, `connect --protocol ${protocol}`)
  const [destination = ''] = read.operands
  if (read.operands.length !== 1) {
    return complain(process, `Error: accepts 1 arg(s), received ${String(read.operands.length)}\n`)
  }
  const [, host, port] = /^\[?([^[\]]*?)\]?:(\d+)$/.exec(destination) ?? []
  if (host === undefined || port === undefined) {
    return complain(process, `UNKNOWN: address ${destination}: missing port in address\n`)
  }
  const duration = valueOf(read, '--timeout')
  // Without a time-out the kernel's own SYN retries end it.
  const timeout = duration === null ? 127_000 : (goDuration(duration) ?? 0) || 127_000
  const addresses = await process.network.resolve(host)
  const [address] = typeof addresses === 'string' ? [] : addresses
  if (address === undefined) return complain(process, `DNS: lookup ${host}: no such host\n`)
  const to = `${address}:${port}`
  if (protocol === 'udp') {
    const data = encode(`${valueOf(read, '--udp-data') ?? 'hostname'}\n`)
    const answer = await process.network.exchangeUdp(address, Number(port), data, timeout)
    if (answer === 'refused') return complain(process, `REFUSED: read udp ${to}: read: connection refused\n`)
    if (answer === 'timeout') return complain(process, `TIMEOUT: read udp ${to}: i/o timeout\n`)
    return typeof answer === 'string'
      ? complain(process, `UNKNOWN: read udp ${to}: read: no route to host\n`)
      : 0
  }
  const made = await process.network.connect(address, Number(port), timeout)
  switch (made) {
    case 'timeout':
      return complain(process, 'TIMEOUT\n')
    case 'refused':
      return complain(process, 'REFUSED\n')
    case 'host-unreachable':
      return complain(process, `OTHER: dial tcp ${to}: connect: no route to host\n`)
    case 'net-unreachable':
      return complain(process, `OTHER: dial tcp ${to}: connect: network is unreachable\n`)
    default:
      made.close()
      return 0
  }
}
