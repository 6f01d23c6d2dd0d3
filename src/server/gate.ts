import type { IncomingMessage } from 'node:http'
import { isSameSecret } from './same-secret.ts'
import { RefusedError } from './server-error.ts'

const restart = 'Open the URL that `kubedrill serve` printed.'

/** Who may talk to this door: whoever has its token, from a page of its own, at its own address. */
export interface Gate {
  /** Throws 403 unless Host names this door; a name that was rebound to loopback does not. */
  checkHost(request: IncomingMessage): void
  /** Throws 403 when a browser says that a page of another origin asks. */
  checkOrigin(request: IncomingMessage, required: boolean): void
  /** Throws 401 unless the cookie or a bearer token is this door's. */
  checkToken(request: IncomingMessage): void
  isToken(text: string): boolean
  readonly cookie: string
}

export function createGate(port: () => number, token: string): Gate {
  const hosts = (): string[] => ['127.0.0.1', 'localhost'].map((name) => `${name}:${port()}`)
  const cookieName = (): string => `kubedrill-${port()}`
  return {
    get cookie() {
      return `${cookieName()}=${token}; Path=/; HttpOnly; SameSite=Strict`
    },
    isToken: (text) => isSameSecret(text, token),
    checkHost: ({ headers }) => {
      if (headers.host !== undefined && hosts().includes(headers.host)) return
      throw new RefusedError(403, 'server.wrong-host', 'This is not the address of this door.', restart)
    },
    checkOrigin: ({ headers }, required) => {
      const { origin } = headers
      if (origin === undefined && !required) return
      if (origin !== undefined && hosts().some((host) => origin === `http://${host}`)) return
      throw new RefusedError(403, 'server.wrong-origin', 'Another page may not call this door.', restart)
    },
    checkToken: ({ headers }) => {
      const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
      const cookies = (headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('='))
      const cookie = cookies.find(([name]) => name === cookieName())?.[1]
      const given = bearer ?? cookie
      if (given !== undefined && isSameSecret(given, token)) return
      throw new RefusedError(401, 'server.no-token', 'This door needs its token.', restart)
    },
  }
}
