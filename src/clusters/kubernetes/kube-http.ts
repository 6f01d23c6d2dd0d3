import { type OutgoingHttpHeaders, request as httpRequest } from 'node:http'
import { type RequestOptions, request as httpsRequest } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import { KubeRequestError, KubeUnreachable, type KubeStatus } from './kube-error.ts'

export interface KubeHttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Absolute path with its query. */
  readonly path: string
  readonly body?: unknown
  readonly contentType?: string
  /** Milliseconds without an answer; default 30 000. */
  readonly timeoutMs?: number
}

/** Sends requests to the API server of a kubeconfig's current context, with that context's credentials. */
export interface KubeHttp {
  /** The body of a 2xx answer; rejects with `KubeRequestError` or `KubeUnreachable`. */
  send(request: KubeHttpRequest): Promise<string>
}

export function createKubeHttp(config: KubeConfig): KubeHttp {
  const server = config.getCurrentCluster()?.server
  if (server === undefined) throw new Error('the kubeconfig has no current cluster')
  return {
    async send(request) {
      try {
        return await sendOnce(config, server, request)
      } catch (error) {
        // A kept-alive connection may have been closed by the server in between; reading again is safe.
        if (request.method !== 'GET' || !(error instanceof KubeUnreachable) || !isReset(error.cause))
          throw error
        return sendOnce(config, server, request)
      }
    },
  }
}

function isReset(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNRESET'
}

async function sendOnce(config: KubeConfig, server: string, request: KubeHttpRequest): Promise<string> {
  const options: RequestOptions = {}
  await config.applyToHTTPSOptions(options)
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const url = new URL(server.replace(/\/$/, '') + request.path)
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(new KubeUnreachable(server, cause))
    const outgoing = send(
      url,
      {
        ...options,
        method: request.method,
        headers: {
          ...(options.headers as OutgoingHttpHeaders | undefined),
          accept: 'application/json, */*',
          ...(body === undefined
            ? {}
            : {
                'content-type': request.contentType ?? 'application/json',
                'content-length': Buffer.byteLength(body),
              }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', fail)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          const status = answer.statusCode ?? 0
          if (status >= 200 && status < 300) resolve(text)
          else reject(new KubeRequestError(`${request.method} ${url.pathname}`, status, parseStatus(text)))
        })
      },
    )
    outgoing.setTimeout(request.timeoutMs ?? 30_000, () => {
      outgoing.destroy(new Error('no answer in time'))
    })
    outgoing.on('error', fail)
    outgoing.end(body)
  })
}

function parseStatus(text: string): KubeStatus {
  try {
    return JSON.parse(text) as KubeStatus
  } catch {
    return { message: text.slice(0, 500) }
  }
}
