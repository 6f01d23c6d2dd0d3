import { randomUUID } from 'node:crypto'
import headless from '@xterm/headless'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '../../src/app/system-clock.ts'
import { spawnPty, type SpawnPty } from '../../src/app/terminals/pty.ts'
import { createTerminals, type Terminals } from '../../src/app/terminals/terminals.ts'
import type { AppEvent } from '../../src/contract/contract.ts'
import { terminalFlow } from '../../src/contract/terminals.ts'
import { WatchedTerminal } from './watched-terminal.ts'

let terminals: Terminals | undefined
afterEach(async () => {
  await terminals?.closeAll()
  terminals = undefined
})

interface Opened {
  readonly terminals: Terminals
  readonly events: AppEvent[]
  readonly id: string
}

async function open(args: readonly string[], spawn: SpawnPty = spawnPty, file = 'bash'): Promise<Opened> {
  const events: AppEvent[] = []
  terminals = createTerminals({
    spawn,
    clock: systemClock,
    launch: async () => ({
      file,
      args,
      env: { PATH: process.env['PATH'] ?? '', PS1: '$ ', HOME: '/', LC_ALL: 'C.UTF-8' },
      cwd: '/',
    }),
    newId: randomUUID,
    emit: (event) => events.push(event),
    onActivity: () => undefined,
  })
  const { id } = await terminals.handlers['terminal.open']({ session: 's1', cols: 80, rows: 24 })
  return { terminals, events, id }
}

function watch({ terminals, id }: Opened, options?: { acknowledges: boolean }): WatchedTerminal {
  const watched = new WatchedTerminal(options)
  watched.attached(terminals.attach(id, watched.receive))
  return watched
}

const interactive = ['--norc', '--noprofile', '-i']

test('types a command and reads its answer', async () => {
  const viewer = watch(await open(interactive))
  viewer.type('echo $((6 * 7))x\r')
  await viewer.waitFor(/42x/)
})

test('five megabytes arrive complete and in order under a viewer that acknowledges late, with bounded memory', async () => {
  let held = 0
  let mostHeld = 0
  const counting: SpawnPty = (launch) => {
    const pty = spawnPty(launch)
    return {
      ...pty,
      onData: (listener) => {
        pty.onData((data) => {
          held += data.length
          mostHeld = Math.max(mostHeld, held)
          listener(data)
        })
      },
    }
  }
  const opened = await open(
    ['-c', 'stty -onlcr -echo; echo go; read -r _; seq 1 1000000 | head -c 5000000; exit 7'],
    counting,
  )
  const pieces: string[] = []
  const queue: number[] = []
  let draining = false
  const done = new Promise<number>((resolve) => {
    const attachment = opened.terminals.attach(opened.id, (message) => {
      if (message.type === 'exit') resolve(message.exitCode)
      if (message.type !== 'output') return
      pieces.push(message.data)
      queue.push(message.data.length)
      if (draining) return
      draining = true
      // One acknowledgement per turn of the event loop: far slower than the shell writes.
      const drain = (): void => {
        const chars = queue.shift()
        if (chars === undefined) {
          draining = false
          return
        }
        held -= chars
        attachment.send({ type: 'ack', chars })
        setImmediate(drain)
      }
      setImmediate(drain)
    })
    attachment.send({ type: 'input', data: '\r' }) // waits in the kernel until the shell reads a line
  })
  expect(await done).toBe(7)
  const expected = Array.from({ length: 1_000_000 }, (_, index) => `${index + 1}\n`)
    .join('')
    .slice(0, 5_000_000)
  const everything = pieces.join('')
  const output = everything.slice(everything.indexOf('1\n'))
  expect(output.length).toBe(expected.length)
  expect(output === expected).toBe(true)
  // What the kernel and one read hold comes on top of the mark.
  expect(mostHeld).toBeLessThan(terminalFlow.high + 200_000)
})

test('a viewer that never acknowledges holds the shell back, and gets a fresh picture once it does', async () => {
  const opened = await open(['-c', 'read -r _; seq 1 200000; echo the-end; read -r _'])
  const stuck = watch(opened, { acknowledges: false })
  stuck.type('\r')
  await stuck.waitUntil(() => stuck.text.length > terminalFlow.high)
  const before = stuck.text.length
  expect(stuck.text).not.toContain('the-end')
  stuck.send({ type: 'ack', chars: before })
  await stuck.waitUntil(() => stuck.text.length > before)
})

test('Ctrl-C interrupts, Ctrl-W deletes a word', async () => {
  const viewer = watch(await open(interactive))
  viewer.type("sh -c 'echo u''p; exec sleep 1000'\r")
  await viewer.waitFor(/\rup/)
  viewer.type('\u0003')
  await viewer.waitFor(/\^C/)
  viewer.type('echo one two\u0017three\r')
  await viewer.waitFor(/\rone three\r\n/)
})

test('a resize reaches the shell and the list', async () => {
  const opened = await open(interactive)
  const viewer = watch(opened)
  viewer.send({ type: 'resize', cols: 132, rows: 43 })
  viewer.type('stty size\r')
  await viewer.waitFor(/43 132/)
  const { terminals: list } = await opened.terminals.handlers['terminal.list']({ session: 's1' })
  expect(list).toMatchObject([{ cols: 132, rows: 43, title: 'Terminal 1', exitCode: null }])
})

test('a later viewer gets the same screen, then the same output', async () => {
  const opened = await open(interactive)
  const first = watch(opened)
  first.type("printf 'line %s\\n' {1..60}; printf '\\033[31mred\\033[0m done%s\\n' 1\r")
  await first.waitFor(/done1\r\n/)
  first.detach()

  const second = watch(opened)
  const third = watch(opened)
  await third.waitUntil(() => third.messages.length > 0)
  const [message] = second.messages
  if (message?.type !== 'replay') throw new Error('the first message is not a replay')
  const drawn = await draw(message.data, message.cols, message.rows)
  expect(drawn).toContain('line 1\n')
  expect(drawn).toContain('line 60\nred done1\n$ ')
  expect(message.data).toContain('\u001b[31mred')
  expect(third.messages[0]).toEqual(message)

  second.type('echo both-$((1 + 1))\r')
  await Promise.all([second.waitFor(/both-2/), third.waitFor(/both-2/)])
  expect(first.text).not.toContain('both-2')
})

test('UTF-8 split over reads stays whole; bytes that are none become U+FFFD and harm nothing', async () => {
  const viewer = watch(
    await open(['-c', "printf 'a\\xf0\\x9f'; sleep 0.2; printf '\\x98\\x80b\\xff\\xfec'; read -r _"]),
  )
  await viewer.waitFor(/a😀b\uFFFD+c/u)
})

test('a large paste arrives whole', async () => {
  const viewer = watch(await open(['-c', 'stty raw -echo; echo ready; head -c 400000 | md5sum; exit 0']))
  await viewer.waitFor(/ready/)
  const paste = 'kubectl get pods\r'.repeat(30_000).slice(0, 400_000)
  viewer.type(paste)
  const { createHash } = await import('node:crypto')
  await viewer.waitFor(new RegExp(createHash('md5').update(paste).digest('hex')))
})

test('an exit is told to viewers, now and later, and the tab stays until it is closed', async () => {
  const opened = await open(['-c', 'echo last words; exit 3'])
  const viewer = watch(opened)
  await viewer.waitUntil(() => viewer.messages.some((each) => each.type === 'exit'))
  expect(viewer.messages.at(-1)).toEqual({ type: 'exit', exitCode: 3 })
  const late = watch(opened)
  await late.waitUntil(() => late.messages.length === 2)
  expect(late.messages.map((each) => each.type)).toEqual(['replay', 'exit'])
  expect(late.text).toContain('last words')
  expect(opened.terminals.running()).toBe(0)
  await opened.terminals.handlers['terminal.close']({ terminal: opened.id })
  expect((await opened.terminals.handlers['terminal.list']({ session: 's1' })).terminals).toEqual([])
  expect(() => opened.terminals.attach(opened.id, () => undefined)).toThrow(/There is no terminal/)
})

test('closing ends a shell that ignores the hang-up, and one that a viewer holds back', async () => {
  const opened = await open(['-c', "trap '' HUP; echo armed; yes"])
  const stuck = watch(opened, { acknowledges: false })
  await stuck.waitFor(/armed/)
  await stuck.waitUntil(() => stuck.text.length > terminalFlow.high)
  await opened.terminals.handlers['terminal.close']({ terminal: opened.id })
  expect(opened.terminals.running()).toBe(0)
})

test('answers a program that asks the terminal while nobody watches, and leaves it to the viewer when one does', async () => {
  const ask = "stty raw -echo; printf '\\033[6n'; IFS= read -r -d R reply; printf 'got %q\\n' \"$reply\"; cat"
  const opened = await open(['-c', ask.replace('cat', 'read -r _')])
  const late = watch(opened)
  const seen = await Promise.race([
    late.waitFor(/got \$'\\E\[1;1'/),
    // Attached before the program asked: then the question is the viewer's.
    late.waitFor(/\u001b\[6n/),
  ])
  expect(seen[0]).not.toBe('')
})

test('names tabs, renames them, and keeps sessions apart', async () => {
  const { terminals, events, id } = await open(interactive)
  await terminals.handlers['terminal.open']({ session: 's1', cols: 80, rows: 24 })
  await terminals.handlers['terminal.open']({ session: 's2', cols: 80, rows: 24 })
  await terminals.handlers['terminal.rename']({ terminal: id, title: 'watch' })
  const titles = async (session: string) =>
    (await terminals.handlers['terminal.list']({ session })).terminals.map((each) => each.title)
  expect(await titles('s1')).toEqual(['watch', 'Terminal 2'])
  expect(await titles('s2')).toEqual(['Terminal 1'])
  await terminals.closeAll('s1')
  expect(await titles('s1')).toEqual([])
  expect(await titles('s2')).toEqual(['Terminal 1'])
  expect(events).toContainEqual({ event: 'terminal.changed', session: 's1' })
})

async function draw(data: string, cols: number, rows: number): Promise<string> {
  const terminal = new headless.Terminal({ cols, rows, scrollback: 5000, allowProposedApi: true })
  await new Promise<void>((resolve) => terminal.write(data, resolve))
  const buffer = terminal.buffer.active
  const lines = Array.from({ length: buffer.length }, (_, index) =>
    buffer.getLine(index)?.translateToString(true),
  )
  return lines.join('\n')
}
