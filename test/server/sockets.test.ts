import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { terminalFlow, terminalOutputSchema, type TerminalOutput } from '../../src/contract/terminals.ts'
import { OpenDoor } from './open-door.ts'
import { PlainApp } from './plain-app.ts'

let app: PlainApp
let door: OpenDoor
let now: number

beforeEach(async () => {
  now = 1_000_000
  app = new PlainApp()
  door = await OpenDoor.of(app, () => now)
})
afterEach(async () => {
  await door.close()
  await app.close()
})

interface Dialled {
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
}

function dial({ path, headers }: Dialled): WebSocket {
  return new WebSocket(`ws://${door.host}${path}`, {
    headers: { origin: door.origin, cookie: door.cookie, ...headers },
  })
}

/** The status that refuses the handshake, or 101 when it is taken. */
function verdict(dialled: Dialled): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = dial(dialled)
    socket.on('error', reject)
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
  })
}

test('a ticket opens once what it was issued for, and nothing else', async () => {
  const terminal = await app.openTerminal('s')
  const other = await app.openTerminal('s')
  const purpose = { purpose: 'terminal', terminal }
  const path = `/api/terminals/${terminal}`

  const ticket = await door.ticket(purpose)
  expect(await verdict({ path: `${path}?ticket=${ticket}` })).toBe(101)
  expect(await verdict({ path: `${path}?ticket=${ticket}` })).toBe(403)

  const forEvents = await door.ticket({ purpose: 'events' })
  expect(await verdict({ path: `${path}?ticket=${forEvents}` })).toBe(403)
  const forOther = await door.ticket({ purpose: 'terminal', terminal: other })
  expect(await verdict({ path: `${path}?ticket=${forOther}` })).toBe(403)
  // A wrong try spends it.
  expect(await verdict({ path: `/api/terminals/${other}?ticket=${forOther}` })).toBe(403)
  for (const wrong of ['', '?ticket=', '?ticket=guess']) {
    expect(await verdict({ path: `${path}${wrong}` })).toBe(403)
  }
  expect(await verdict({ path: `/api/elsewhere?ticket=${await door.ticket(purpose)}` })).toBe(403)
})

test('a ticket lasts half a minute', async () => {
  const inTime = await door.ticket({ purpose: 'events' })
  now += 30_000
  expect(await verdict({ path: `/api/events?ticket=${inTime}` })).toBe(101)
  const late = await door.ticket({ purpose: 'events' })
  now += 30_001
  expect(await verdict({ path: `/api/events?ticket=${late}` })).toBe(403)
})

test('a foreign origin, a rebound host or no cookie is refused in spite of a good ticket', async () => {
  const wrong: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { host: `evil.example:${door.door.port}` },
    { cookie: '' },
  ]
  for (const headers of wrong) {
    const ticket = await door.ticket({ purpose: 'events' })
    expect([headers, await verdict({ path: `/api/events?ticket=${ticket}`, headers })]).toEqual([
      headers,
      403,
    ])
  }
})

test('a ticket for a terminal that is gone is refused, so that its page stops asking', async () => {
  const answer = await door.ask('/api/ticket', {
    method: 'POST',
    headers: door.pageHeaders,
    body: JSON.stringify({ purpose: 'terminal', terminal: 'gone' }),
  })
  expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('terminal.not-found')])
})

test('events arrive until the page leaves', async () => {
  const socket = dial({ path: `/api/events?ticket=${await door.ticket({ purpose: 'events' })}` })
  await once(socket, 'open')
  const arrived = once(socket, 'message')
  app.tell({ event: 'study.changed' })
  const [data] = (await arrived) as [Buffer]
  expect(JSON.parse(data.toString())).toEqual({ event: 'study.changed' })
  socket.close()
  await expect.poll(() => app.listeners.size).toBe(0)
})

test('a terminal is typed into and read, resized and left running', async () => {
  const terminal = await app.openTerminal('s')
  const watched = await join(terminal)
  watched.send({ type: 'resize', cols: 132, rows: 40 })
  watched.send({ type: 'input', data: 'echo $((6 * 7)) $(stty size)\r' })
  await expect.poll(() => watched.text()).toMatch(/42 40 132/)
  watched.socket.close()
  await once(watched.socket, 'close')
  expect(app.terminals.running()).toBe(1)
  const again = await join(terminal)
  await expect.poll(() => again.text()).toMatch(/42 40 132/)
  expect(again.messages[0]?.type).toBe('replay')
})

test('a message that is none closes the connection', async () => {
  const terminal = await app.openTerminal('s')
  for (const sent of ['not json', '{"type":"run"}', '{"type":"resize","cols":-1,"rows":2}']) {
    const { socket } = await join(terminal)
    const closed = once(socket, 'close')
    socket.send(sent)
    expect([sent, (await closed)[0]]).toEqual([sent, 1008])
  }
})

test('a reader that does not acknowledge stops the shell; one that does gets the rest', async () => {
  const terminal = await app.openTerminal('flood')
  const watched = await join(terminal)
  const received = (): number => watched.outputs().reduce((sum, { data }) => sum + data.length, 0)
  watched.send({ type: 'input', data: '\r' })
  await expect.poll(received).toBeGreaterThanOrEqual(terminalFlow.high)
  // Once nothing more comes, what came is a bounded amount over the mark, though the shell would go on for ever.
  let last = -1
  await expect
    .poll(
      () => {
        const same = received() === last
        last = received()
        return same
      },
      { interval: 300 },
    )
    .toBe(true)
  expect(last).toBeLessThan(terminalFlow.high * 3)

  watched.send({ type: 'ack', chars: last })
  await expect.poll(received).toBeGreaterThan(last)
})

interface Watched {
  readonly socket: WebSocket
  readonly messages: TerminalOutput[]
  text(): string
  outputs(): Extract<TerminalOutput, { type: 'output' }>[]
  send(message: unknown): void
}

async function join(terminal: string): Promise<Watched> {
  const ticket = await door.ticket({ purpose: 'terminal', terminal })
  const socket = dial({ path: `/api/terminals/${terminal}?ticket=${ticket}` })
  const messages: TerminalOutput[] = []
  socket.on('message', (data: Buffer) => {
    messages.push(terminalOutputSchema.parse(JSON.parse(data.toString())))
  })
  await once(socket, 'open')
  return {
    socket,
    messages,
    text: () => messages.map((message) => (message.type === 'exit' ? '' : message.data)).join(''),
    outputs: () => messages.filter((message) => message.type === 'output'),
    send: (message) => {
      socket.send(JSON.stringify(message))
    },
  }
}
