import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from '@playwright/test'
import { openCore } from '../src/app/core/open-core.ts'
import type { Rating } from '../src/contract/cards.ts'
import type { Clock } from '../src/core/clock.ts'
import { chromiumArguments, findChromium } from './find-chromium.ts'

/**
 * Takes the pictures of the README: `node build/screenshots.ts [TICKET]`. The program is the built one with seven weeks of made-up
 * study behind it; the lab is a real one on kind. Without kind the lab's pictures are left out.
 */
const root = resolve(import.meta.dirname, '..')
const out = join(root, 'docs', 'screenshots')
const [ticket = 'NET-101'] = process.argv.slice(2)
const dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-pictures-'))
const widths = [1280, 800] as const
const themes = ['light', 'dark'] as const
const daysOfStudy = 49
const dayMs = 86_400_000

mkdirSync(out, { recursive: true })
await study()
const { url, stop } = await serve()
const executablePath = findChromium()
if (executablePath === null) throw new Error('no Chromium; run `node build/chromium.ts`')
const browser = await chromium.launch({ executablePath, args: [...chromiumArguments] })
try {
  const page = await browser.newPage()
  await page.goto(url)
  await take(page, 'today', '#/', () => page.getByRole('heading', { level: 1 }).waitFor())
  await take(page, 'study', '#/study', () => reveal(page))
  const session = await startLab(page)
  if (session !== null) {
    await take(page, 'lab', session, async () => {
      await page.locator('.xterm-rows').waitFor()
    })
  }
} finally {
  await browser.close()
  await stop()
  const down = spawn(process.execPath, [
    join(root, 'out/main/kubedrill.js'),
    '--data',
    dataDir,
    'cluster',
    'down',
  ])
  await new Promise((done) => down.once('exit', done))
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
}

/** Seven weeks of study by somebody who knows four answers of five. */
async function study(): Promise<void> {
  const begin = Date.now() - daysOfStudy * dayMs
  let now = begin
  const clock: Clock = { now: () => now, sleep: () => Promise.resolve() }
  const core = await openCore({ dataDir, clock, contentDir: null })
  core.study.changeSettings({ presets: { cards: { newPerDay: 2 } } })
  let count = 0
  for (let day = 0; day < daysOfStudy; day += 1) {
    if (day % 7 === 5) continue
    // Each day at the same hour: the reviews of a day must not push it into the next.
    now = begin + day * dayMs
    for (let nth = 0; nth < 25; nth += 1) {
      const { item } = core.study.next(null)
      if (item === null) break
      count += 1
      const rating: Rating = count % 9 === 0 ? 1 : count % 5 === 0 ? 2 : count % 4 === 0 ? 4 : 3
      core.study.answer({
        cardId: item.card.id,
        rating,
        revision: item.schedule.revision,
        requestId: `picture-${count}`,
        durationMs: 9_000,
      })
      now += 30_000
    }
  }
  core.study.changeSettings({ presets: { cards: { newPerDay: 20 } } })
  core.store.close()
}

async function serve(): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/kubedrill.js'), '--data', dataDir, 'serve', '--no-open'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const found = await new Promise<string>((told, failed) => {
    child.once('exit', () => {
      failed(new Error('the server ended'))
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [address] = /http:\S+/.exec(line) ?? []
      if (address !== undefined) told(address)
    })
  })
  return {
    url: found,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function take(page: Page, name: string, hash: string, ready: () => Promise<void>): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 1280 ? 800 : 900 })
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.evaluate((wanted) => (location.hash = wanted), '#/doctor')
      await page.evaluate((wanted) => (location.hash = wanted), hash)
      await ready()
      // Diagrams and terminals draw themselves after the page.
      await page.waitForTimeout(800)
      await page.screenshot({ path: join(out, `${name}-${theme}-${width}.png`) })
    }
  }
}

/** The first card with something to look at, answered. */
async function reveal(page: Page): Promise<void> {
  await page.getByRole('button', { name: /show answer|check/i }).waitFor()
  await page.getByRole('article', { name: /^Card:/ }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: /Good/ }).waitFor()
}

/** Starts the lab and looks around in its terminal; null where it cannot run. */
async function startLab(page: Page): Promise<string | null> {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.evaluate((wanted) => (location.hash = wanted), `#/labs/${ticket}`)
  const start = page.getByRole('button', { name: 'Start the lab' })
  await start.waitFor()
  if (await start.isDisabled()) return null
  await start.click()
  const screen = page.locator('.xterm-rows')
  const type = async (command: string, until: RegExp): Promise<void> => {
    await page.locator('.xterm-helper-textarea').focus()
    await page.keyboard.type(`${command}\n`)
    await page.waitForFunction(
      ([pattern]) => new RegExp(pattern ?? '').test(document.querySelector('.xterm-rows')?.textContent ?? ''),
      [until.source],
    )
  }
  await screen.waitFor({ timeout: 300_000 })
  await page.waitForFunction(() =>
    /[#$%>]\s*$/.test(document.querySelector('.xterm-rows')?.textContent ?? ''),
  )
  await type('kubectl -n shop get pods', /storefront-\S+\s+1\/1/)
  await type('kubectl -n shop get networkpolicy', /default-deny/)
  await type('kubectl -n lobby logs deploy/kiosk --tail=3', /answered 50/)
  // One look at the objectives by the program itself.
  await page.waitForTimeout(20_000)
  return page.evaluate(() => location.hash)
}
