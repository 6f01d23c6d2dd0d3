import type { Cancel, Clock } from '../clock.ts'
import type { Connection, ConnectFailure } from '../containers/program.ts'
import type { NamespaceId, Network, Verdict } from './flow.ts'
import { listeners, type Listeners } from './listeners.ts'
import { connectPair } from './tcp-pipe.ts'

export type ReceiveUdp = (
  payload: Uint8Array,
  reply: (payload: Uint8Array) => void,
  from: { address: string; port: number },
) => void

/** What waits at a port. */
export type Acceptor =
  | { readonly protocol: 'TCP'; readonly accept: (connection: Connection) => void }
  | { readonly protocol: 'UDP'; readonly receive: ReceiveUdp }

/** Sockets of all network namespaces: what the packet engine decides, done with bytes. */
export interface Sockets {
  readonly listeners: Listeners<Acceptor>
  /**
   * Connects as the engine says: after a round trip, `refused` at once, `timeout` after `timeoutMs` of the clock. Rejects with what
   * the engine throws.
   */
  connect(
    from: NamespaceId,
    destination: string,
    port: number,
    timeoutMs: number,
  ): Promise<Connection | ConnectFailure>
  /** One datagram and the first answer to it. */
  exchangeUdp(
    from: NamespaceId,
    destination: string,
    port: number,
    payload: Uint8Array,
    timeoutMs: number,
  ): Promise<Uint8Array | ConnectFailure>
}

/** Sockets over a packet engine, which is given the listeners that it asks. Source ports count up, as the tests can tell. */
export function sockets(clock: Clock, engine: (there: Listeners<Acceptor>) => Network): Sockets {
  const there = listeners<Acceptor>()
  const network = engine(there)
  const nextPort = ephemeralPorts()
  const send = (from: NamespaceId, protocol: 'TCP' | 'UDP', destination: string, port: number, size = 0) => {
    const sourcePort = nextPort()
    const { verdict, roundTripMs } = network.send({ from, protocol, destination, port, sourcePort, size })
    return { verdict, roundTripMs: roundTripMs ?? 0, sourcePort }
  }
  return {
    listeners: there,
    connect: async (from, destination, port, timeoutMs) => {
      const { verdict, roundTripMs, sourcePort } = send(from, 'TCP', destination, port)
      const failure = failureOf(verdict)
      if (failure !== null) return after(clock, waitFor(failure, roundTripMs, timeoutMs), failure)
      if (verdict.kind !== 'delivered') return failureNever(verdict)
      if (roundTripMs >= timeoutMs) return after(clock, timeoutMs, 'timeout')
      await after(clock, roundTripMs, null)
      const listener = there.find(verdict.to, 'TCP', verdict.destination, verdict.port)
      if (listener?.owner.protocol !== 'TCP') return 'refused'
      const [near, far] = connectPair(clock, roundTripMs / 2, {
        near: { address: verdict.sourceSeen, port: sourcePort },
        nearSees: { address: destination, port },
        far: { address: verdict.destination, port: verdict.port },
      })
      listener.owner.accept(far)
      return near
    },
    exchangeUdp: (from, destination, port, payload, timeoutMs) => {
      const { verdict, roundTripMs, sourcePort } = send(from, 'UDP', destination, port, payload.length)
      const failure = failureOf(verdict)
      if (failure !== null) return after(clock, waitFor(failure, roundTripMs, timeoutMs), failure)
      if (verdict.kind !== 'delivered') return Promise.resolve(failureNever(verdict))
      const { promise, resolve } = Promise.withResolvers<Uint8Array | ConnectFailure>()
      const stop = clock.after(timeoutMs, () => resolve('timeout'))
      clock.after(roundTripMs / 2, () => {
        const listener = there.find(verdict.to, 'UDP', verdict.destination, verdict.port)
        if (listener?.owner.protocol !== 'UDP') {
          resolveLater(clock, roundTripMs / 2, stop, () => resolve('refused'))
          return
        }
        listener.owner.receive(
          payload,
          (answer) => resolveLater(clock, roundTripMs / 2, stop, () => resolve(answer)),
          { address: verdict.sourceSeen, port: sourcePort },
        )
      })
      return promise
    },
  }
}

/** Null for a delivered packet. */
function failureOf(verdict: Verdict): ConnectFailure | null {
  switch (verdict.kind) {
    case 'delivered':
      return null
    case 'reset':
      return 'refused'
    case 'dropped':
      return 'timeout'
    case 'unreachable':
      return verdict.code === 'net' ? 'net-unreachable' : 'host-unreachable'
    case 'fragmentation-needed':
      throw new Error('a first packet is not too long')
  }
}

function failureNever(verdict: Verdict): never {
  throw new Error(`verdict ${verdict.kind} is neither delivered nor a failure`)
}

function waitFor(failure: ConnectFailure, roundTripMs: number, timeoutMs: number): number {
  return failure === 'timeout' ? timeoutMs : Math.min(roundTripMs, timeoutMs)
}

function after<T>(clock: Clock, ms: number, answer: T): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<T>()
  clock.after(ms, () => resolve(answer))
  return promise
}

function resolveLater(clock: Clock, ms: number, stop: Cancel, done: () => void): void {
  clock.after(ms, () => {
    stop()
    done()
  })
}

/** 32768 to 60999: `ip_local_port_range`. */
function ephemeralPorts(): () => number {
  let next = 32_767
  return () => {
    next = next >= 60_999 ? 32_768 : next + 1
    return next
  }
}
