import type { Clock } from '../clock.ts'
import type { Flow } from './flow.ts'
import type { Backend } from './service-endpoints.ts'

/** What a connection was translated to. */
export interface Translation {
  readonly backend: Backend
  readonly masquerade: boolean
  readonly service: string
}

/**
 * Translations of the connections that a node tracks: later packets of a UDP flow go where the first went. TCP is asked once per
 * connection, so only UDP is kept: 30 s, and 120 s once a second packet came (nf_conntrack_udp_timeout and …_stream).
 */
export interface Conntrack {
  find(node: string, source: string, flow: Flow): Translation | null
  keep(node: string, source: string, flow: Flow, translation: Translation): void
  /** kube-proxy removes UDP entries whose endpoint left its Service. */
  forget(node: string, source: string, flow: Flow): void
}

export function conntrack(clock: Clock): Conntrack {
  const entries = new Map<string, { translation: Translation; until: number }>()
  return {
    find: (node, source, flow) => {
      const key = keyOf(node, source, flow)
      const entry = key === null ? undefined : entries.get(key)
      if (key === null || entry === undefined) return null
      if (entry.until <= clock.now()) {
        entries.delete(key)
        return null
      }
      entries.set(key, { ...entry, until: clock.now() + 120_000 })
      return entry.translation
    },
    keep: (node, source, flow, translation) => {
      const key = keyOf(node, source, flow)
      if (key === null) return
      for (const [old, { until }] of entries) if (until <= clock.now()) entries.delete(old)
      entries.set(key, { translation, until: clock.now() + 30_000 })
    },
    forget: (node, source, flow) => {
      const key = keyOf(node, source, flow)
      if (key !== null) entries.delete(key)
    },
  }
}

/** Null where a packet says too little to belong to a flow. */
function keyOf(node: string, source: string, flow: Flow): string | null {
  if (flow.protocol !== 'UDP' || flow.sourcePort === undefined) return null
  return `${node} ${source}:${String(flow.sourcePort)} ${flow.destination}:${String(flow.port)}`
}
