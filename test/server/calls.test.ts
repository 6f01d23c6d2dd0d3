import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../src/server/serve.ts'
import { errorOf, OpenDoor } from './open-door.ts'
import { PlainApp } from './plain-app.ts'

const app = new PlainApp()
let door: OpenDoor

beforeAll(async () => {
  door = await OpenDoor.of(app)
})
afterAll(async () => {
  await door.close()
  await app.close()
})

test('the printed URL becomes a cookie that no script reads, and leaves the address bar', async () => {
  const { pathname, search } = new URL(door.door.url)
  const first = await door.ask(pathname + search)
  expect([first.status, first.headers.location]).toEqual([303, '/'])
  const [cookie = ''] = first.headers['set-cookie'] ?? []
  expect(cookie).toContain(`kubedrill-${door.door.port}=`)
  for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(attribute)
  expect(first.headers['cache-control']).toBe('no-store')

  const page = await door.ask('/', { headers: { cookie: cookie.split(';')[0] ?? '' } })
  expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
})

test('every answer carries the policy: own scripts only, no frame, no sniffing, no referrer', async () => {
  const answers = await Promise.all([
    door.ask('/', { headers: { cookie: door.cookie } }),
    door.ask('/'),
    door.ask('/none', { headers: { cookie: door.cookie } }),
    door.ask(`/?token=${door.token}`),
    door.call('system.info', {}),
    door.ask('/', { headers: { host: 'evil.example' } }),
  ])
  for (const { headers } of answers) {
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/default-src 'none'/)
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toMatch(/connect-src 'self'(;|$)/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
})

test('files with a hash in their name are kept, the page is asked for again', async () => {
  const headers = { cookie: door.cookie }
  const script = await door.ask('/assets/index-BhM4CxZ0.js', { headers })
  expect(script.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' })
  expect(script.headers['cache-control']).toContain('immutable')
  expect((await door.ask('/', { headers })).headers['cache-control']).toBe('no-cache')
  expect((await door.ask('/logo.svg', { headers })).headers['cache-control']).toBe('no-cache')
})

test('a call is answered with its result, by cookie and by bearer token', async () => {
  const byCookie = await door.call('card.search', { query: 'dns' })
  expect([byCookie.status, JSON.parse(byCookie.text)]).toMatchObject([
    200,
    { result: { cards: [{ prompt: 'dns' }] } },
  ])
  const byBearer = await door.ask('/api/call/system.info', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${door.token}`,
      'content-type': 'application/json',
      'x-kubedrill': '1',
    },
    body: '{}',
  })
  expect(JSON.parse(byBearer.text)).toMatchObject({ result: { version: '1.2.3' } })
})

test('an error keeps its code, sentence and remedy, and has a status that fits', async () => {
  const missing = await door.call('topic.get', { id: 'x' })
  expect([missing.status, errorOf(missing).code]).toEqual([404, 'curriculum.topic-not-found'])
  const environment = await door.call('cluster.up', {})
  expect([environment.status, errorOf(environment)]).toMatchObject([
    503,
    { code: 'kind.docker-not-running', remedy: 'Start Docker.', exit: 3 },
  ])
  const internal = await door.call('lab.list', {})
  expect([internal.status, errorOf(internal).code]).toEqual([500, 'internal'])
  expect(internal.text).not.toMatch(/\bat .*\.ts:\d/)
})

test('a name that is no call is told, those of every object too', async () => {
  for (const name of ['no.such.call', 'constructor', '__proto__', 'toString']) {
    const answer = await door.call(name, {})
    expect([name, answer.status, errorOf(answer).code]).toEqual([name, 404, 'call.unknown'])
  }
})

test('a port that is taken is told with its remedy, exit 3', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((ready) => taken.once('listening', ready))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await expect(serve({ app, rendererDir: '/nowhere', port, now: Date.now })).rejects.toMatchObject({
    code: 'server.port',
    exit: 3,
  })
  await new Promise((closed) => taken.close(closed))
})
