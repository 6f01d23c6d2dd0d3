import { execFile } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bashDnsArguments, bashDnsOutcome } from './bash-dns.ts'

const run = promisify(execFile)
const addresses: Readonly<Record<string, string>> = {
  'catalog.shop.svc.cluster.local': '0a600001',
  'api.partner.example': 'c0000201',
}

let server: Socket
let folder: string
let asked: string[]
let silent = false
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bash-dns-'))
  writeFileSync(
    join(folder, 'resolv.conf'),
    'search shop.svc.cluster.local svc.cluster.local\nnameserver 127.0.0.1\noptions timeout:1 ndots:2\n',
  )
  asked = []
  silent = false
  server = createSocket('udp4')
  server.on('message', (query, peer) => {
    if (!silent) server.send(answerTo(query), peer.port, peer.address)
  })
  server.bind(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An A record behind a CNAME-like compressed name, NXDOMAIN, or no record. */
function answerTo(query: Buffer): Buffer {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  const question = query.subarray(12, at + 5)
  const isA = query.readUInt16BE(at + 1) === 1
  const name = labels.join('.')
  asked.push(name)
  const address = addresses[name]
  const header = Buffer.from(query.subarray(0, 12))
  header.writeUInt16BE(address === undefined ? 0x8183 : 0x8180, 2)
  header.writeUInt16BE(address !== undefined && isA ? 1 : 0, 6)
  const record = Buffer.from(`c00c000100010000000500 04${address ?? ''}`.replace(' ', ''), 'hex')
  return Buffer.concat([header, question, ...(address !== undefined && isA ? [record] : [])])
}

async function ask(name: string, type: 'A' | 'AAAA' = 'A', port = server.address().port) {
  const timeoutMs = silent ? 300 : 5000
  const [program = '', ...args] = bashDnsArguments(name, type, timeoutMs, port)
  const env = { PATH: process.env['PATH'], KUBEDRILL_RESOLV_CONF: join(folder, 'resolv.conf') }
  const { stdout, stderr } = await run(program, args, { env })
  return bashDnsOutcome({ exitCode: 0, stdout, stderr, timedOut: false }, type)
}

test('asks over the search list as the resolver does', async () => {
  expect(await ask('catalog')).toEqual({ outcome: 'answer', addresses: ['10.96.0.1'] })
  expect(asked).toEqual(['catalog.shop.svc.cluster.local'])
  asked = []
  expect(await ask('api.partner.example')).toEqual({ outcome: 'answer', addresses: ['192.0.2.1'] })
  expect(asked).toEqual(['api.partner.example'])
  asked = []
  expect(await ask('nobody')).toEqual({ outcome: 'nxdomain' })
  expect(asked).toEqual(['nobody.shop.svc.cluster.local', 'nobody.svc.cluster.local', 'nobody'])
  asked = []
  await ask('nobody.')
  expect(asked).toEqual(['nobody'])
})

test('no record of the type is an answer without an address', async () => {
  expect(await ask('api.partner.example.', 'AAAA')).toEqual({ outcome: 'answer', addresses: [] })
})

test('silence is a timeout, and a port where nobody listens is refused', async () => {
  silent = true
  expect(await ask('catalog')).toEqual({ outcome: 'timeout' })
  expect(await ask('catalog', 'A', 9)).toEqual({ outcome: 'refused' })
})

test('reads a compressed IPv6 answer', () => {
  const stdout =
    '4b448180000100010000000001610000 1c0001 c00c001c00010000000500 1020010db8000000000000000000000001'
  const result = { exitCode: 0, stdout: stdout.replaceAll(' ', ''), stderr: '', timedOut: false }
  expect(bashDnsOutcome(result, 'AAAA')).toEqual({ outcome: 'answer', addresses: ['2001:db8::1'] })
})
