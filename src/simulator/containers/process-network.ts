import type { NamespaceId } from '../network/flow.ts'
import type { Acceptor, Sockets } from '../network/sockets.ts'
import type { Connection, ProcessFiles, ProcessNetwork } from './program.ts'
import type { Resolver } from './resolver.ts'

/** The sockets of one process; `close` is what the kernel does with them when it ends. */
export interface OwnedNetwork extends ProcessNetwork {
  closeAll(): void
}

export function processNetwork(parts: {
  readonly namespace: NamespaceId
  readonly address: string
  readonly sockets: Sockets
  readonly files: ProcessFiles
  readonly resolver: Resolver
}): OwnedNetwork {
  const { namespace, sockets, resolver } = parts
  const connections = new Set<Connection>()
  const listening = new Set<() => void>()
  let closed = false
  const listen = (port: number, address: string | undefined, owner: Acceptor): (() => void) => {
    const stop = sockets.listeners.open({
      namespace,
      protocol: owner.protocol,
      address: address === undefined || address === '0.0.0.0' ? null : address,
      port,
      owner,
    })
    listening.add(stop)
    return () => {
      listening.delete(stop)
      stop()
    }
  }
  const own = (connection: Connection): Connection => {
    if (closed) connection.close()
    else connections.add(connection)
    return connection
  }
  return {
    address: parts.address,
    resolve: (name) => resolver({ files: parts.files, namespace }, name),
    connect: async (host, port, timeoutMs) => {
      const made = await sockets.connect(namespace, host, port, timeoutMs)
      return typeof made === 'string' ? made : own(made)
    },
    listenTcp: (port, accept, address) =>
      listen(port, address, { protocol: 'TCP', accept: (connection) => accept(own(connection)) }),
    listenUdp: (port, receive, address) => listen(port, address, { protocol: 'UDP', receive }),
    exchangeUdp: (host, port, payload, timeoutMs) =>
      sockets.exchangeUdp(namespace, host, port, payload, timeoutMs),
    closeAll: () => {
      closed = true
      for (const stop of listening) stop()
      for (const connection of connections) connection.close()
      listening.clear()
      connections.clear()
    },
  }
}
