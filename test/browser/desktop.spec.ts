import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, expect, test, type Browser, type Page } from '@playwright/test'

/**
 * The built desktop bundles with a stand-in for `electron` (test/desktop): window, preload bridge, guards and contract meet
 * in a real Chromium. Electron itself is not run.
 */
const root = resolve(import.meta.dirname, '../..')

interface StandInLine {
  standIn: string
  detail: unknown
}

let dataDir: string
let browser: Browser
let desktop: ChildProcess
let lines: StandInLine[]
let page: Page

test.beforeEach(async ({ launchOptions }) => {
  dataDir = await mkdtemp(join(tmpdir(), 'kubedrill-desktop-'))
  const port = await freePort()
  browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
  })
  const seen = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  lines = []
  desktop = spawn(
    process.execPath,
    ['--import', resolve(root, 'test/desktop/register-stand-in.ts'), resolve(root, 'out/main/desktop.js')],
    {
      cwd: root,
      env: { ...process.env, KUBEDRILL_DATA: dataDir, STAND_IN_CDP: `http://127.0.0.1:${port}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  if (desktop.stdout === null) throw new Error('the desktop process has no output')
  createInterface({ input: desktop.stdout }).on('line', (line) => {
    if (line.startsWith('{"standIn"')) lines.push(JSON.parse(line) as StandInLine)
  })
  await expect.poll(() => said('loaded').length, { timeout: 30_000 }).toBe(1)
  const found = seen
    .contexts()
    .flatMap((context) => context.pages())
    .find((p) => p.url().includes('kubedrill.localhost'))
  if (found === undefined) throw new Error('the window shows no page')
  page = found
})

test.afterEach(async () => {
  if (desktop.exitCode === null) {
    const ended = new Promise((done) => desktop.once('exit', done))
    desktop.kill('SIGTERM')
    await ended
  }
  await browser.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('the window is hardened before it loads anything', () => {
  const [record] = said('loaded') as {
    sandboxEnabled: boolean
    webPreferences: Record<string, unknown>
    privilegedSchemes: { scheme: string; privileges: Record<string, boolean> }[]
  }[]
  expect(record).toMatchObject({
    sandboxEnabled: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
  })
  expect(record?.privilegedSchemes).toMatchObject([
    { scheme: 'app', privileges: { standard: true, secure: true } },
  ])
  expect(record?.privilegedSchemes[0]?.privileges['bypassCSP'] ?? false).toBe(false)
})

test('the interface studies a card through the preload bridge', async () => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(() => (location.hash = '#/study'))
  await expect.poll(() => reviewsDone()).toBe(0)
  await page.getByRole('button', { name: /show answer/i }).waitFor()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: /good/i }).waitFor()
  await page.keyboard.press('3')
  await expect.poll(() => reviewsDone()).toBe(1)
})

test('a bad call is refused with the contract’s error', async () => {
  const answers = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'kubedrill') as { call: (n: string, i: unknown) => Promise<unknown> }
    return [await bridge.call('no.such.call', {}), await bridge.call('topic.get', { id: 7 })]
  })
  expect(answers).toMatchObject([{ error: { code: 'call.unknown' } }, { error: { code: 'call.bad-input' } }])
})

test('the page cannot leave, reach the network or ask for a device', async () => {
  await page.evaluate(() => (location.href = 'https://example.org/away'))
  await expect.poll(() => said('openExternal')).toEqual(['https://example.org/away'])
  expect(page.url()).toContain('kubedrill.localhost')

  const reached = await page.evaluate(() =>
    fetch('http://127.0.0.1:9/').then(
      () => 'reached',
      () => 'refused',
    ),
  )
  expect(reached).toBe('refused')

  const permissions = await page.evaluate(async () => {
    const ask = Reflect.get(window, 'standInPermission') as (name: string) => Promise<boolean>
    return Promise.all(
      ['media', 'geolocation', 'usb', 'clipboard-read', 'clipboard-sanitized-write'].map(ask),
    )
  })
  expect(permissions).toEqual([false, false, false, false, true])
})

function said(kind: string): unknown[] {
  return lines.filter((line) => line.standIn === kind).map((line) => line.detail)
}

async function reviewsDone(): Promise<number> {
  return page.evaluate(async () => {
    const bridge = Reflect.get(window, 'kubedrill') as {
      call: (n: string, i: unknown) => Promise<{ result: { done: { reviews: number } } }>
    }
    return (await bridge.call('study.today', {})).result.done.reviews
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  await new Promise((done) => server.close(done))
  return address.port
}
