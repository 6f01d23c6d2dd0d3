import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

test('without the token nothing is served, neither page nor file nor call', async () => {
  for (const path of [
    '/',
    '/index.html',
    '/logo.svg',
    '/?token=',
    '/?token=wrong',
    `/?token=${'a'.repeat(43)}`,
  ]) {
    const answer = await door.ask(path)
    expect([path, answer.status]).toEqual([path, 401])
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
  const headers = door.headersWithout('cookie')
  const call = await door.ask('/api/call/system.info', { method: 'POST', headers, body: '{}' })
  expect([call.status, errorOf(call).code]).toEqual([401, 'server.no-token'])
  const ticket = await door.ask('/api/ticket', { method: 'POST', headers, body: '{"purpose":"events"}' })
  expect(ticket.status).toBe(401)
})

test('a wrong token is refused as a cookie, in part, under another port’s name and as a bearer', async () => {
  const { token } = door
  const cookies = [
    `kubedrill-${door.door.port}=wrong`,
    `kubedrill-${door.door.port}=${token.slice(0, -1)}`,
    `kubedrill-${door.door.port}=`,
    `kubedrill-1=${token}`,
    `other=${token}`,
  ]
  for (const cookie of cookies) {
    expect([cookie, (await door.call('system.info', {}, { cookie })).status]).toEqual([cookie, 401])
  }
  const bearer = await door.ask('/api/call/system.info', {
    method: 'POST',
    headers: { ...door.pageHeaders, cookie: '', authorization: 'Bearer wrong' },
    body: '{}',
  })
  expect(bearer.status).toBe(401)
})

test('a name that was rebound to loopback is refused, with the token too', async () => {
  const { port } = door.door
  for (const host of [
    `evil.example:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port + 1}`,
    `127.0.0.1.evil.example:${port}`,
  ]) {
    for (const path of ['/', `/?token=${door.token}`]) {
      const answer = await door.ask(path, { headers: { host, cookie: door.cookie } })
      expect([host, answer.status, errorOf(answer).code]).toEqual([host, 403, 'server.wrong-host'])
    }
    expect((await door.call('system.info', {}, { host })).status).toBe(403)
  }
})

test('a call from a page of another origin, or from none that says its own, is refused', async () => {
  const before = app.calls.length
  const { port } = door.door
  const origins = [
    'http://evil.example',
    'null',
    `http://127.0.0.1:${port + 1}`,
    `https://127.0.0.1:${port}`,
    `http://127.0.0.1:${port}.evil.example`,
  ]
  for (const origin of origins) {
    const answer = await door.call('system.info', {}, { origin })
    expect([origin, answer.status, errorOf(answer).code]).toEqual([origin, 403, 'server.wrong-origin'])
  }
  const headers = door.headersWithout('origin')
  const silent = await door.ask('/api/call/system.info', { method: 'POST', headers, body: '{}' })
  expect(silent.status).toBe(403)
  expect(app.calls).toHaveLength(before)
})

test('what a form of another site can send is no call', async () => {
  const headers = door.headersWithout('x-kubedrill')
  const noHeader = await door.ask('/api/call/system.info', { method: 'POST', headers, body: '{}' })
  expect([noHeader.status, errorOf(noHeader).code]).toEqual([403, 'server.no-header'])
  const form = await door.call('system.info', {}, { 'content-type': 'text/plain' })
  expect([form.status, errorOf(form).code]).toEqual([415, 'server.not-json'])
  expect((await door.ask('/api/call/system.info', { headers: door.pageHeaders })).status).toBe(404)
})

test('a body that is too large, or no JSON, does not reach the app', async () => {
  const before = app.calls.length
  const large = JSON.stringify({ query: 'x'.repeat(3 * 1024 * 1024) })
  const declared = await door.ask('/api/call/card.search', {
    method: 'POST',
    headers: { ...door.pageHeaders, 'content-length': String(large.length) },
    body: large,
  })
  expect([declared.status, errorOf(declared).code]).toEqual([413, 'server.too-large'])
  const chunked = await door.ask('/api/call/card.search', {
    method: 'POST',
    headers: { ...door.pageHeaders, 'transfer-encoding': 'chunked' },
    body: large,
  })
  expect(chunked.status).toBe(413)
  const broken = await door.ask('/api/call/card.search', {
    method: 'POST',
    headers: door.pageHeaders,
    body: '{"query":',
  })
  expect([broken.status, errorOf(broken).code]).toEqual([400, 'server.bad-json'])
  expect(app.calls).toHaveLength(before)
})

test('no path leads out of the interface’s folder', async () => {
  const paths = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/%00',
    '/%',
    '/assets',
  ]
  for (const path of paths) {
    const answer = await door.ask(path, { headers: { cookie: door.cookie } })
    expect([path, answer.status]).toEqual([path, 404])
    expect(answer.text).not.toContain('outside')
  }
})

test('it listens on loopback only', async () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address)
  const reached = (host: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ host, port: door.door.port, timeout: 2000 })
      const end = (answer: boolean): void => {
        socket.destroy()
        resolve(answer)
      }
      socket.on('connect', () => {
        end(true)
      })
      socket.on('error', () => {
        end(false)
      })
      socket.on('timeout', () => {
        end(false)
      })
    })
  expect(await reached('127.0.0.1')).toBe(true)
  for (const address of outside) expect([address, await reached(address)]).toEqual([address, false])
})
