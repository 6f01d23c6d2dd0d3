import { request } from 'node:https'
import type { ClusterAccess } from './cluster-access.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

export interface Query {
  method: string
  path: string
  headers: Record<string, string>
  body: string | undefined
  /** Called with the body so far after each piece of it; true ends the connection. */
  enough?: ((body: string) => boolean) | undefined
  /** Milliseconds. */
  deadline: number
}

/** Sends one request with the kubeconfig's credentials. @throws {Error} when the connection fails or the deadline passes */
export function httpsRequest(access: ClusterAccess, query: Query): Promise<Answer> {
  const { server, ca, certificate, key, token } = access
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(query.deadline)
    const sent = request(new URL(query.path, server), {
      method: query.method,
      headers: { accept: 'application/json', ...authorization, ...query.headers },
      ca,
      ...(certificate === undefined ? {} : { cert: certificate, key }),
      agent: false,
      signal,
    })
    sent.on('response', (response) => {
      let body = ''
      const finish = (): void =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text
        if (query.enough?.(body) !== true) return
        finish()
        sent.destroy()
      })
      response.on('end', finish).on('error', reject)
      query.enough?.(body)
    })
    sent.on('error', reject)
    sent.end(query.body)
  })
}
