import type { NamespaceId } from './flow.ts'

/** A socket that waits for packets. `owner` is whoever opened it. */
export interface Listener<Owner> {
  readonly namespace: NamespaceId
  readonly protocol: 'TCP' | 'UDP'
  /** Null for any address of the namespace. */
  readonly address: string | null
  readonly port: number
  readonly owner: Owner
}

/** The listening sockets of every network namespace. */
export interface Listeners<Owner> {
  /** Throws {@link AddressInUseError}; the answer closes it. */
  open(listener: Listener<Owner>): () => void
  find(namespace: NamespaceId, protocol: 'TCP' | 'UDP', address: string, port: number): Listener<Owner> | null
  of(namespace: NamespaceId): readonly Listener<Owner>[]
}

/** EADDRINUSE */
export class AddressInUseError extends Error {
  constructor(address: string, port: number) {
    super(`listen ${address}:${String(port)}: address already in use`)
    this.name = 'AddressInUseError'
  }
}

/** An empty set of listeners. */
export function listeners<Owner>(): Listeners<Owner> {
  const open = new Map<NamespaceId, Set<Listener<Owner>>>()
  const of = (namespace: NamespaceId) => [...(open.get(namespace) ?? [])]
  return {
    of,
    open: (listener) => {
      const { namespace, protocol, address, port } = listener
      const taken = of(namespace).some(
        (other) =>
          other.protocol === protocol &&
          other.port === port &&
          (other.address === null || address === null || other.address === address),
      )
      if (taken) throw new AddressInUseError(address ?? '0.0.0.0', port)
      const there = open.get(namespace) ?? new Set()
      open.set(namespace, there.add(listener))
      return () => {
        there.delete(listener)
        if (there.size === 0 && open.get(namespace) === there) open.delete(namespace)
      }
    },
    find: (namespace, protocol, address, port) =>
      of(namespace).find(
        (listener) =>
          listener.protocol === protocol &&
          listener.port === port &&
          (listener.address === null || listener.address === address),
      ) ?? null,
  }
}
