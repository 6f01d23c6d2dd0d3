import { connect } from 'node:net'
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { HostConnection } from '../../src/app/host/connect-host.ts'
import { hostPaths } from '../../src/app/host/host-paths.ts'
import { maxFrame } from '../../src/app/host/frame-channel.ts'
import { protocolVersion } from '../../src/app/host/protocol.ts'
import type { AppEvent } from '../../src/contract/contract.ts'
import { WatchedTerminal } from '../terminals/watched-terminal.ts'
import { HostBench } from './host-bench.ts'

const size = { cols: 80, rows: 24 }

function bench(options?: ConstructorParameters<typeof HostBench>[1]): HostBench {
  const made = new HostBench('plain-host.ts', options)
  onTestFinished(() => made.dispose())
  return made
}

async function attach(door: HostConnection, terminal: string): Promise<WatchedTerminal> {
  const viewer = new WatchedTerminal()
  viewer.attached(await door.attachTerminal(terminal, viewer.receive))
  return viewer
}

test('two doors that start at once share one host, its terminals and its events', async () => {
  const { door, hostPids } = bindBench(bench())
  const [first, second] = [door(), door()]
  const events: AppEvent[] = []
  second.subscribe((event) => events.push(event))
  const [one] = await Promise.all([
    first.call('terminal.open', { session: 's', ...size }),
    second.call('lab.sessions', {}),
  ])
  expect(hostPids()).toHaveLength(1)
  const typing = await attach(first, one.id)
  typing.type('echo shared-$((40 + 2))\r')
  await typing.waitFor(/shared-42/)
  const watching = await attach(second, one.id)
  await watching.waitFor(/shared-42/)
  watching.type('echo and-back-$((1 + 1))\r')
  await typing.waitFor(/and-back-2/)
  await second.call('terminal.rename', { terminal: one.id, title: 'tail' })
  expect((await first.call('terminal.list', { session: 's' })).terminals[0]?.title).toBe('tail')
  expect(events).toContainEqual({ event: 'terminal.changed', session: 's' })
})

test('a door that goes leaves its shell running for the next door', async () => {
  const { door } = bindBench(bench())
  const first = door()
  const { id } = await first.call('terminal.open', { session: 's', ...size })
  const viewer = await attach(first, id)
  viewer.type('left=behind; echo ok-$((1 + 1))\r')
  await viewer.waitFor(/ok-2/)
  await first.close()
  const again = await attach(door(), id)
  again.type('echo $left-$((2 + 2))\r')
  await again.waitFor(/behind-4/)
})

test('a host killed with SIGKILL is replaced: calls work, its terminals end, an act under way is told', async () => {
  const { door, killHost, hostPids } = bindBench(bench())
  const client = door()
  const { id } = await client.call('terminal.open', { session: 's', ...size })
  const viewer = await attach(client, id)
  await viewer.waitFor(/\$ /)
  killHost()
  await viewer.waitUntil(() => viewer.messages.at(-1)?.type === 'exit')
  // Repeatable: asked again of the new host.
  await expect(client.call('terminal.list', { session: 's' })).resolves.toEqual({ terminals: [] })
  expect(hostPids()).toHaveLength(2)
  await expect(client.attachTerminal(id, () => undefined)).rejects.toMatchObject({
    code: 'terminal.not-found',
  })
})

test('a call that waits when the host dies is repeated once, then fails with host.restarted', async () => {
  const { door, killHost, hostPids } = bindBench(bench())
  const client = door()
  await client.call('lab.sessions', {})
  const up = client.call('cluster.up', { engine: 'kind' }).then(
    () => 'done',
    (error: unknown) => error,
  )
  killHost()
  await client.call('lab.sessions', {})
  expect(hostPids()).toHaveLength(2)
  killHost()
  expect(await up).toMatchObject({ code: 'host.restarted' })
})

test('ends when nothing has needed it, not while a shell runs, and starts again on demand', async () => {
  const made = bench()
  const client = made.door(50)
  const { id } = await client.call('terminal.open', { session: 's', ...size })
  await client.close()
  const second = made.door(50)
  expect((await second.call('terminal.list', { session: 's' })).terminals).toHaveLength(1)
  await second.call('terminal.close', { terminal: id })
  await second.close()
  expect(await Promise.all(made.exits)).toEqual([0])
  expect(made.log()).toMatch(/ending/)
  await expect(made.door(50).call('terminal.list', { session: 's' })).resolves.toEqual({ terminals: [] })
})

test('what a killed host left behind does not keep the next one from starting', async () => {
  const made = bench()
  await made.door().call('lab.sessions', {})
  made.killHost()
  await Promise.all(made.exits)
  const paths = hostPaths(made.dataDir)
  expect(statSync(paths.socket).isSocket()).toBe(true)
  expect(readFileSync(paths.token, 'utf8')).not.toBe('')
  await expect(made.door().call('lab.sessions', {})).resolves.toEqual({ sessions: [] })
})

test('a host whose folder was removed and made anew ends, and leaves the new host’s socket and token', async () => {
  const made = bench()
  const old = made.door()
  await old.call('lab.sessions', {})
  rmSync(made.dataDir, { recursive: true })
  const fresh = made.door()
  await fresh.call('lab.sessions', {})
  expect(made.exits).toHaveLength(2)
  // The old host looks when it is asked.
  await old.call('lab.sessions', {})
  expect(await made.exits[0]).toBe(0)
  const paths = hostPaths(made.dataDir)
  expect(statSync(paths.socket).isSocket()).toBe(true)
  expect(readFileSync(paths.token, 'utf8')).not.toBe('')
  await expect(made.door().call('lab.sessions', {})).resolves.toEqual({ sessions: [] })
  expect(made.exits).toHaveLength(2)
})

test('socket, token and folder are this user’s alone', async () => {
  const made = bench()
  await made.door().call('lab.sessions', {})
  const paths = hostPaths(made.dataDir)
  const mode = (path: string) => statSync(path).mode & 0o777
  expect(mode(paths.folder)).toBe(0o700)
  expect(mode(paths.socket)).toBe(0o600)
  expect(mode(paths.token)).toBe(0o600)
})

test('a data folder with a very long path works', async () => {
  const outer = bench()
  const deep = join(outer.dataDir, 'a-rather-long-name'.repeat(4), 'and-another-one'.repeat(5))
  mkdirSync(deep, { recursive: true })
  const made = bench({ under: deep })
  expect(hostPaths(made.dataDir).socket.length).toBeLessThanOrEqual(103)
  await expect(made.door().call('lab.sessions', {})).resolves.toEqual({ sessions: [] })
})

test('a folder that others may enter is refused', async () => {
  const made = bench()
  mkdirSync(join(made.dataDir, 'host'), { mode: 0o755 })
  await expect(made.door().call('lab.sessions', {})).rejects.toMatchObject({
    code: 'host.unsafe-folder',
    exit: 3,
  })
})

test('a wrong token is refused, and so is one who does not say hello', async () => {
  const made = bench()
  const client = made.door()
  await client.call('lab.sessions', {})
  const { socket } = hostPaths(made.dataDir)
  const ask = async (line: string): Promise<string> => {
    const peer = connect(socket)
    let said = ''
    peer.on('data', (bytes: Buffer) => (said += bytes.toString()))
    peer.on('error', () => undefined)
    peer.write(line)
    await once(peer, 'close')
    return said
  }
  const hello = (token: string, protocol = protocolVersion) =>
    `${JSON.stringify({ type: 'hello', protocol, token })}\n`
  const token = readFileSync(hostPaths(made.dataDir).token, 'utf8')
  expect(await ask(hello('guess'))).toContain('host.refused')
  expect(await ask(hello(token, 99))).toContain('another version')
  expect(await ask('{"type":"call","id":1,"call":"lab.sessions","input":{}}\n')).toContain('host.refused')
  expect(await ask('GET / HTTP/1.1\r\n\r\n')).toBe('')
  expect(await ask(`${hello(token)}{"type":"call","id":1}\n`)).not.toContain('result')
  expect(await ask('x'.repeat(maxFrame + 1))).toBe('')
  // And the host is well.
  await expect(client.call('lab.sessions', {})).resolves.toEqual({ sessions: [] })
})

test('input that a call does not take is an error of that call alone', async () => {
  const client = bench().door()
  await expect(client.call('terminal.open', { session: 's', cols: 0, rows: 24 })).rejects.toMatchObject({
    code: 'call.invalid-input',
  })
  await expect(client.call('lab.session', { session: 'x' })).rejects.toMatchObject({ code: 'test.not-here' })
})

test('a host that can not start says why', async () => {
  const made = bench({ environment: { PLAIN_HOST_FAILS: '1' } })
  await expect(made.door().call('lab.sessions', {})).rejects.toMatchObject({
    code: 'host.start-failed',
    exit: 3,
    remedy: expect.stringContaining('host.log') as string,
  })
})

test('a closed door makes no more calls', async () => {
  const client = bench().door()
  await client.call('lab.sessions', {})
  await client.close()
  await expect(client.call('lab.sessions', {})).rejects.toMatchObject({ code: 'host.closed' })
})

function bindBench(made: HostBench): Pick<HostBench, 'door' | 'killHost' | 'hostPids'> {
  return {
    door: (idleMs) => made.door(idleMs),
    killHost: () => {
      made.killHost()
    },
    hostPids: () => made.hostPids(),
  }
}
