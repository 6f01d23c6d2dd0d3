import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { App } from '../app/app.ts'
import { createGate } from './gate.ts'
import { createRoutes } from './routes.ts'
import { PortError } from './server-error.ts'
import { serveSockets } from './sockets.ts'
import { TicketOffice } from './tickets.ts'

/** The browser door, open. */
export interface Door {
  /** With the token in it; good for one browser session. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

export interface ServeOptions {
  readonly app: App
  readonly rendererDir: string
  /** 0 for one that is free. */
  readonly port: number
  /** Epoch ms. */
  readonly now: () => number
}

/** Serves the interface and the contract on loopback only. Rejects with `server.port`. */
export async function serve({ app, rendererDir, port, now }: ServeOptions): Promise<Door> {
  const newSecret = (): string => randomBytes(32).toString('base64url')
  const token = newSecret()
  let bound = port
  const gate = createGate(() => bound, token)
  const tickets = new TicketOffice(now, newSecret)
  const routes = createRoutes({ app, gate, tickets, rendererDir })
  const listener = getRequestListener(routes.fetch)
  const server = createServer((request, response) => {
    void listener(request, response)
  })
  const sockets = serveSockets(server, app, gate, tickets)
  bound = await listen(server, port)
  return {
    url: `http://127.0.0.1:${bound}/?token=${token}`,
    port: bound,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((ready, failed) => {
    server.once('error', (error) => {
      failed(new PortError(port, error))
    })
    server.listen(port, '127.0.0.1', ready)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
