import type { UserInfo } from '../registry/writer.ts'
import type { Status } from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'
import type { RequestInfo } from './request-info.ts'

/** A request whose sender is known and may do what it asks for; its body is read. */
export interface ApiRequest {
  readonly method: string
  readonly url: URL
  readonly info: RequestInfo
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  readonly user: UserInfo
}

export type ApiAnswer =
  | {
      readonly kind: 'json'
      readonly code: number
      readonly body: unknown
      /** Texts of `Warning:` headers. */
      readonly warnings: readonly string[]
      /** Default `application/json`. */
      readonly contentType?: string
    }
  /** One JSON document after the other, each a line. `start` is called once; its answer stops the source. */
  | {
      readonly kind: 'events'
      readonly start: (tell: (event: unknown) => void, end: () => void) => () => void
      readonly warnings: readonly string[]
    }
  /** Bytes as they come: a log. `start` as above. */
  | {
      readonly kind: 'bytes'
      readonly start: (write: (bytes: Uint8Array) => void, end: () => void) => () => void
    }
  | {
      readonly kind: 'text'
      readonly code: number
      readonly type: string
      readonly body: string | Uint8Array
    }

export function json(body: unknown, warnings: readonly string[] = [], code = 200): ApiAnswer {
  return { kind: 'json', code, body, warnings }
}

/** What a failed request answers. What is no StatusError is a defect of ours, and said to be one. */
export function failure(error: unknown): ApiAnswer & { kind: 'json' } {
  const status = statusOf(error)
  return { kind: 'json', code: status.code ?? 500, body: status, warnings: [] }
}

export function statusOf(error: unknown): Status {
  if (error instanceof StatusError) return error.status
  const message = `Internal error occurred: kubedrill's embedded cluster failed: ${error instanceof Error ? error.message : String(error)}`
  return new StatusError('InternalError', message).status
}
