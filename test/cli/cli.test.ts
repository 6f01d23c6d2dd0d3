import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contract, type CallName } from '../../src/contract/contract.ts'
import { databaseName, openStore } from '../../src/storage/open-store.ts'
import { hostPidsOf } from '../host/host-pids.ts'
import { runCli, type CliResult } from './run-cli.ts'

let dataDir: string
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'kubedrill-cli-')), 'data')
})
afterEach(() => {
  endHosts(dataDir)
  rmSync(join(dataDir, '..'), { recursive: true, force: true, maxRetries: 5 })
})

const run = (...args: string[]): Promise<CliResult> => runCli([...args, '--data', dataDir])

/** The JSON of a command, which must be what the contract says of `name`. */
async function json(name: CallName, ...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await run(...args, '--json')
  expect([args, code, stderr]).toEqual([args, 0, ''])
  return contract[name].output.parse(JSON.parse(stdout))
}

test('what it prints as JSON is what the contract says', async () => {
  await json('study.today', 'due')
  await json('progress.stats', 'stats')
  expect((await json('progress.forecast', 'forecast', '--days', '3'))['days']).toHaveLength(3)
  await json('topic.list', 'topic', 'list')
  await json('topic.get', 'topic', 'show', 'dns')
  await json('card.list', 'card', 'list', '--topic', 'dns')
  await json('card.search', 'card', 'search', 'ndots')
  expect(statSync(dataDir).mode & 0o777).toBe(0o700)
})

test('a review is recorded, told in the schedule, and taken back exactly', async () => {
  const { cards } = (await json('card.list', 'card', 'list')) as { cards: { id: string }[] }
  const id = cards[0]?.id ?? ''
  const before = await json('card.get', 'card', 'show', id)
  const answered = await json('study.answer', 'review', id, 'good')
  expect(answered['schedule']).toMatchObject({ reps: 1 })
  expect(await json('study.today', 'due')).toMatchObject({ done: { reviews: 1 } })
  expect(await json('study.undo', 'undo')).toMatchObject({ undone: { cardId: id } })
  const after = await json('card.get', 'card', 'show', id)
  // The row's revision goes on, so that an answer given before the undo is refused.
  const withoutRevision = (card: Record<string, unknown>): unknown => ({
    ...Object(card['schedule']),
    revision: 0,
  })
  expect(withoutRevision(after)).toEqual(withoutRevision(before))
  expect(await json('study.undo', 'undo')).toEqual({ undone: null })
})

test('studies in the terminal: a card, a rating, a second thought, the end', async () => {
  const { code, stderr } = await runCli(['study', '--data', dataDir], { input: '\n3\n\nu\n\n4\nq\n' })
  expect(code).toBe(0)
  expect(stderr).toContain('new 20, learning 0, due 0')
  expect(await json('study.today', 'due')).toMatchObject({ done: { reviews: 1 } })
})

test('a mistake on the line is exit 2, one sentence and what to do', async () => {
  const lines: [string[], RegExp][] = [
    [['nonsense'], /Unknown command 'nonsense'/],
    [['due', '--colour'], /Unknown option '--colour'/],
    [['review', 'dns-who-makes-records'], /Missing required argument 'rating'/],
    [['review', 'dns-who-makes-records', '5'], /5 is no rating/],
    [['card', 'show', 'nowhere'], /no card/],
    [['topic', 'show', 'nowhere'], /no topic/],
    [['forecast', '--days', '0'], /1 to 365/],
    [['serve', '--port', '70000'], /port/i],
    [['lab', 'verify', '--attempt', 'x.yaml'], /one lab/],
    [['lab', 'verify', 'NET-999'], /There is no lab NET-999/],
  ]
  for (const [args, message] of lines) {
    const { code, stdout, stderr } = await run(...args)
    expect([args, code, stdout]).toEqual([args, 2, ''])
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/^kubedrill: .+\.\n$/)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  }
})

test('labs are not proven on the cluster of a lab that is open', async () => {
  await json('study.today', 'due')
  const store = openStore({ dataDir, newId: () => 'unused' })
  const state = { id: 's1', labId: 'service-selector-drift', engine: 'kind', phase: 'ready' } as const
  store.labSessions.save({ ...state, state: '{}', startedAt: 0, updatedAt: 0 })
  store.close()
  const { code, stderr } = await run('lab', 'verify', 'dns-port-53-blocked')
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^kubedrill: NET-102 is open on kind; .+\n$/)])
})

test('with --json an error is JSON too, wherever the option stands', async () => {
  for (const args of [
    ['--json', 'nonsense'],
    ['card', 'show', 'nowhere', '--json'],
  ]) {
    const { code, stdout, stderr } = await run(...args)
    expect([args, code, stdout]).toEqual([args, 2, ''])
    const { error } = JSON.parse(stderr) as { error: Record<string, unknown> }
    expect(error).toMatchObject({ exit: 2, code: expect.stringMatching(/^[a-z0-9.-]+$/) as string })
    expect(error['remedy']).not.toBe('')
  }
})

test('help and version are no mistakes; no command at all is', async () => {
  expect(await runCli(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' })
  const help = await runCli(['help'])
  expect(help.code).toBe(0)
  for (const command of ['serve', 'doctor', 'due', 'study', 'lab', 'cluster', 'content']) {
    expect(help.stdout).toContain(command)
  }
  expect((await runCli([])).code).toBe(2)
})

test('the program’s own content passes its linter; a folder with faults is exit 1, each with file and line', async () => {
  const own = await run('content', 'lint', '--json')
  expect([own.code, JSON.parse(own.stdout)]).toEqual([0, { problems: [] }])
  const empty = mkdtempSync(join(dataDir, '..', 'content-'))
  const faulty = await run('content', 'lint', empty, '--json')
  expect(faulty.code).toBe(1)
  expect((JSON.parse(faulty.stdout) as { problems: unknown[] }).problems[0]).toMatchObject({
    file: expect.any(String) as string,
    line: expect.any(Number) as number,
  })
})

test('doctor says what it found and does not fail for what only labs need', async () => {
  const bare = await runCli(['doctor', '--json', '--data', dataDir], { environment: { PATH: '/nowhere' } })
  expect(bare.stderr).toBe('')
  const { checks } = contract['system.doctor'].output.parse(JSON.parse(bare.stdout))
  const of = (name: string) => checks.find((check) => check.name === name)
  expect(of('Node.js')).toMatchObject({ state: 'ok', found: process.version })
  expect(of('Database')).toMatchObject({ state: 'ok' })
  expect(of('kubectl')).toMatchObject({
    state: 'warning',
    remedy: expect.stringContaining('kubectl') as string,
  })
  for (const { state, remedy } of checks) expect(remedy === '').toBe(state === 'ok')
  expect(bare.code).toBe(0)
})

test('a damaged database is exit 3, said with what to do', async () => {
  await json('study.today', 'due')
  const file = join(dataDir, databaseName)
  writeFileSync(file, readFileSync(file).fill(0x5a, 3 * 4096))
  const { code, stdout, stderr } = await run('due')
  expect([code, stdout, stderr]).toEqual([3, '', expect.stringMatching(/kubedrill\.db is damaged: .+ Move /)])
})

test('where no cluster can be, a lab says what is missing, exit 3, and nothing is left open', async () => {
  const environment = { PATH: '/nowhere' }
  const started = await runCli(['lab', 'start', 'NET-101', '--data', dataDir, '--json'], { environment })
  expect([started.code, started.stdout]).toEqual([3, ''])
  const { error } = JSON.parse(started.stderr.trim().split('\n').at(-1) ?? '') as {
    error: { message: string; remedy: string }
  }
  expect(error.message).toContain('kind')
  expect(error.remedy).not.toBe('')
})

test('serve says one URL, takes SIGTERM as its end, and tells of a port that is taken', async () => {
  const program = resolve(import.meta.dirname, '../../src/cli/launch.js')
  const child = spawn(process.execPath, [program, 'serve', '--no-open', '--data', dataDir], { stdio: 'pipe' })
  const ended = once(child, 'exit')
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  await once(reader, 'line')
  const url = new URL(/http:\S+/.exec(lines[0] ?? '')?.[0] ?? '')
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(lines).toHaveLength(1)

  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const refused = await run('serve', '--no-open', '--port', port)
  expect([refused.code, refused.stdout]).toEqual([3, ''])
  expect(refused.stderr).toContain(port)
  await new Promise((closed) => taken.close(closed))
})

/** Lab hosts outlive the command that started them; here nothing needs them any more. */
function endHosts(folder: string): void {
  for (const pid of hostPidsOf(folder)) {
    try {
      process.kill(pid, 'SIGTERM')
    } catch {
      // It ended in the test.
    }
  }
}
