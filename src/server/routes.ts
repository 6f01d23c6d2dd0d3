import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { App } from '../app/app.ts'
import { isCallName } from '../contract/contract.ts'
import { ExitCode, KubedrillError, toErrorPayload } from '../contract/errors.ts'
import type { Gate } from './gate.ts'
import { securityHeaders } from './policy.ts'
import { RefusedError } from './server-error.ts'
import { staticFile } from './static-files.ts'
import { ticketPurposeSchema, type TicketOffice } from './tickets.ts'

type Env = { Bindings: HttpBindings }

const maxBody = 2 * 1024 * 1024

export interface RouteOptions {
  readonly app: App
  readonly gate: Gate
  readonly tickets: TicketOffice
  /** Folder of the built interface. */
  readonly rendererDir: string
}

/** The door's HTTP: the interface's files, one POST for every call of the contract, and tickets for WebSockets. */
export function createRoutes({ app, gate, tickets, rendererDir }: RouteOptions): Hono<Env> {
  const routes = new Hono<Env>()

  routes.use(async (context, next) => {
    gate.checkHost(context.env.incoming)
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value)
  })

  routes.get('/', async (context) => {
    const token = context.req.query('token')
    if (token !== undefined && gate.isToken(token)) {
      context.header('set-cookie', gate.cookie)
      context.header('cache-control', 'no-store')
      return context.redirect('/', 303)
    }
    gate.checkToken(context.env.incoming)
    return file(context, rendererDir)
  })
  routes.get('*', (context) => {
    gate.checkToken(context.env.incoming)
    return file(context, rendererDir)
  })

  const limit = bodyLimit({
    maxSize: maxBody,
    onError: () => {
      throw new RefusedError(413, 'server.too-large', 'The request is too large.', 'Send less at once.')
    },
  })
  routes.post('/api/*', limit, async (_, next) => next())

  routes.post('/api/call/:name', async (context) => {
    checkCall(gate, context.env.incoming)
    const name = context.req.param('name')
    if (!isCallName(name)) {
      throw new RefusedError(404, 'call.unknown', `There is no call ${name}.`, 'Reload the page.')
    }
    // The app validates the input against the contract before it uses it.
    const result = await app.call(name, (await json(context)) as never)
    return context.json({ result })
  })

  routes.post('/api/ticket', async (context) => {
    checkCall(gate, context.env.incoming)
    const purpose = ticketPurposeSchema.safeParse(await json(context))
    if (!purpose.success) {
      throw new RefusedError(400, 'server.bad-ticket', 'No ticket is issued for that.', 'Reload the page.')
    }
    if (purpose.data.purpose === 'terminal') await requireTerminal(app, purpose.data.terminal)
    return context.json({ ticket: tickets.issue(purpose.data) })
  })

  routes.notFound((context) =>
    failure(context, new RefusedError(404, 'server.not-found', 'There is nothing here.', '')),
  )
  routes.onError((error, context) => failure(context, error))
  return routes
}

/** A simple form of another site cannot send this header, so it cannot make a call. */
function checkCall(gate: Gate, request: IncomingMessage): void {
  gate.checkToken(request)
  gate.checkOrigin(request, request.headers.authorization === undefined)
  if (request.headers['x-kubedrill'] !== '1') {
    throw new RefusedError(403, 'server.no-header', 'A call needs the header X-Kubedrill: 1.', 'Add it.')
  }
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    throw new RefusedError(415, 'server.not-json', 'A call is JSON.', 'Send application/json.')
  }
}

/** A WebSocket can not say why it was closed in a way that a page reads; the ticket can: `terminal.not-found`. */
async function requireTerminal(app: App, terminal: string): Promise<void> {
  const attachment = await app.attachTerminal(terminal, () => undefined)
  attachment.detach()
}

async function json(context: Context<Env>): Promise<unknown> {
  try {
    return await context.req.json<unknown>()
  } catch {
    throw new RefusedError(400, 'server.bad-json', 'The request is not JSON.', 'Send a JSON value.')
  }
}

async function file(context: Context<Env>, root: string): Promise<Response> {
  const found = await staticFile(root, context.req.path)
  if (found === null) return context.notFound()
  return context.body(found.body, 200, {
    'content-type': found.type,
    'cache-control': found.immutable ? 'private, max-age=31536000, immutable' : 'no-cache',
  })
}

function failure(context: Context<Env>, error: unknown): Response {
  for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value)
  return context.json({ error: toErrorPayload(error) }, statusOf(error))
}

function statusOf(error: unknown): 400 | 401 | 403 | 404 | 413 | 415 | 409 | 500 | 503 {
  if (error instanceof RefusedError) return error.status
  if (!(error instanceof KubedrillError)) return 500
  if (error.exit === ExitCode.usage) return error.code.endsWith('not-found') ? 404 : 409
  return error.exit === ExitCode.environment ? 503 : 500
}
