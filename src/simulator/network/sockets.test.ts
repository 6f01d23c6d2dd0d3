import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Connection } from '../containers/program.ts'
import { packetEngine } from './packet-engine.ts'
import { sockets } from './sockets.ts'
import { ConnectionResetError } from './tcp-pipe.ts'
import { fixedState, podOn } from './testing/fixed-state.ts'
import { manualClock } from './testing/manual-clock.ts'
import { seededRandom } from './testing/seeded-random.ts'

const client = podOn(1, 5, 'client')
const server = podOn(2, 7, 'server')
const text = (bytes: Uint8Array | null) => (bytes === null ? null : new TextDecoder().decode(bytes))
const bytes = (words: string) => new TextEncoder().encode(words)

function cluster() {
  const clock = manualClock()
  const state = fixedState({ pods: [client, server], services: [], slices: [], policies: [] })
  const there = sockets(clock, (open) =>
    packetEngine({
      state,
      clock,
      random: seededRandom(),
      listens: (...at) => open.find(...at) !== null,
    }),
  )
  const connect = (port = 80, to = server.address) =>
    clock.run(there.connect('pod/shop/client', to, port, 5000))
  const listen = (accept: (connection: Connection) => void) =>
    there.listeners.open({
      namespace: 'pod/shop/server',
      protocol: 'TCP',
      address: null,
      port: 80,
      owner: { protocol: 'TCP', accept },
    })
  return { clock, there, connect, listen }
}

async function pair() {
  const made = cluster()
  const accepted: Connection[] = []
  made.listen((connection) => accepted.push(connection))
  const near = await made.connect()
  const [far] = accepted
  if (typeof near === 'string' || far === undefined) throw new Error('not connected')
  return { ...made, near, far }
}

test('bytes arrive in order, a half-closed connection still answers', async () => {
  const { clock, near, far } = await pair()
  near.write(bytes('one'))
  near.write(bytes('two'))
  near.end()
  expect(text(await clock.run(far.read()))).toBe('one')
  expect(text(await clock.run(far.read()))).toBe('two')
  expect(await clock.run(far.read())).toBeNull()
  far.write(bytes('answer'))
  far.end()
  expect(text(await clock.run(near.read()))).toBe('answer')
  expect(await clock.run(near.read())).toBeNull()
  expect(far.remoteAddress).toBe(client.address)
})

test('RST reaches the reader, and whoever writes afterwards', async () => {
  const { clock, near, far } = await pair()
  far.destroy()
  await expect(clock.run(near.read())).rejects.toThrow(ConnectionResetError)
  expect(() => near.write(bytes('x'))).toThrow(ConnectionResetError)
})

test('refused at once, timed out after the time-out, and no sooner', async () => {
  const { clock, connect } = cluster()
  const start = clock.now()
  expect(await connect(81)).toBe('refused')
  expect(clock.now() - start).toBeLessThan(1)
  expect(await connect(80, '192.0.2.1')).toBe('timeout')
  expect(clock.now() - start).toBeGreaterThanOrEqual(5000)
})

test('a port is taken once', () => {
  const { listen } = cluster()
  const close = listen(() => undefined)
  expect(() => listen(() => undefined)).toThrow('address already in use')
  close()
  expect(() => listen(() => undefined)).not.toThrow()
})

test('a datagram and its answer', async () => {
  const { clock, there } = cluster()
  there.listeners.open({
    namespace: 'pod/shop/server',
    protocol: 'UDP',
    address: null,
    port: 53,
    owner: {
      protocol: 'UDP',
      receive: (payload, reply, from) => reply(bytes(`${text(payload) ?? ''} ${from.address}`)),
    },
  })
  const exchange = (port: number) =>
    clock.run(there.exchangeUdp('pod/shop/client', server.address, port, bytes('hi'), 1000))
  const answer = await exchange(53)
  expect(typeof answer === 'string' ? answer : text(answer)).toBe(`hi ${client.address}`)
  expect(await exchange(54)).toBe('refused')
})

test('whatever is written is what is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 10 }), async (chunks) => {
      const { clock, near, far } = await pair()
      for (const chunk of chunks) near.write(chunk)
      near.end()
      const read: number[] = []
      for (let got = await clock.run(far.read()); got !== null; got = await clock.run(far.read()))
        read.push(...got)
      expect(read).toEqual(chunks.flatMap((chunk) => [...chunk]))
    }),
    { numRuns: 30 },
  )
})
