import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { chromiumArguments, findChromium } from '../../build/find-chromium.ts'
import { hostPidsOf } from '../host/host-pids.ts'
import { DoorProcess, kubedrill } from './door-process.ts'

/** What a learner types for each ticket; any of these may be the first lab that a card offers. */
const repairs: Readonly<Record<string, string>> = {
  'NET-101': `kubectl -n shop patch networkpolicy storefront --type=json -p '[{"op":"add","path":"/spec/egress/-","value":{"ports":[{"protocol":"UDP","port":53},{"protocol":"TCP","port":53}]}}]'`,
  'NET-102': `kubectl -n shop patch service catalog -p '{"spec":{"selector":{"track":"stable"}}}'`,
  'NET-103': `k -n shop set env deploy/checkout PAYMENTS_URL=http://api.partner.example.:8080`,
}
/** Set to a folder to keep pictures of what was seen. */
const pictures = process.env['KUBEDRILL_PICTURES']

const labsSchema = z.object({
  labs: z.array(z.object({ ticket: z.string(), status: z.string(), dueAt: z.number().nullable() })),
})
const sessionSchema = z.object({ id: z.string(), phase: z.literal('ready'), startedAt: z.number() })
const dueSchema = z.object({ done: z.object({ reviews: z.number(), labsSolved: z.number() }) })

/** The whole job, with nothing made up: cards, a kind cluster, a terminal, a repair, a review, a kill. */
test('studies, repairs a lab, is killed and loses nothing', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kubedrill-main-job-'))
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('no Chromium; run `node build/chromium.ts`')
  const browser = await chromium.launch({ executablePath, args: [...chromiumArguments] })
  let door = await DoorProcess.start(dataDir)
  onTestFinished(async () => {
    await door.end('SIGTERM')
    await browser.close()
    kubedrill(dataDir, 'cluster', 'down')
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(door.url)

  const studied = await studyUntilLab(page, 3)
  // A card that asks for typing has the focus in its field.
  await page.getByRole('article', { name: /^Card:/ }).focus()
  await page.keyboard.press('l')
  await page.getByRole('button', { name: 'Start the lab' }).click()
  await page.getByRole('timer', { name: 'Time at work' }).waitFor({ timeout: 300_000 })
  await page.getByRole('button', { name: 'Check' }).waitFor()
  await expect
    .poll(() => page.locator('.xterm-rows').textContent(), { timeout: 300_000 })
    .toMatch(/[#$%>]\s*$/) // the shell's prompt
  const ticket = /NET-\d+/.exec((await page.locator('header .eyebrow').textContent()) ?? '')?.[0] ?? ''
  await picture(page, 'lab-broken')

  // The process that owns the lab and its terminals dies; the next one takes the lab up where it was.
  const open = sessionSchema.parse(kubedrill(dataDir, 'lab', 'status').json)
  killHost(dataDir)
  expect(sessionSchema.parse(kubedrill(dataDir, 'lab', 'status').json)).toEqual(open)
  await page.getByRole('button', { name: 'New terminal' }).click()
  await expect
    .poll(() => page.locator('.xterm-rows:visible').textContent(), { timeout: 60_000 })
    .toMatch(/[#$%>]\s*$/)

  await type(page, repairs[ticket] ?? '')
  await expect
    .poll(() => page.locator('.xterm-rows:visible').textContent(), { timeout: 30_000 })
    .toMatch(/patched|env updated/)
  await picture(page, 'lab-repaired')
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('The network works again').waitFor({ timeout: 300_000 })
  await picture(page, 'lab-passed')

  const before = labsSchema.parse(kubedrill(dataDir, 'lab', 'list').json)
  const lab = before.labs.find((each) => each.ticket === ticket)
  expect(lab?.status).toBe('solved')
  expect(lab?.dueAt).toBeGreaterThan(Date.now())

  await door.end('SIGKILL')
  door = await DoorProcess.start(dataDir)
  await page.goto(door.url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(labsSchema.parse(kubedrill(dataDir, 'lab', 'list').json)).toEqual(before)
  expect(dueSchema.parse(kubedrill(dataDir, 'due').json).done).toEqual(
    expect.objectContaining({ reviews: studied, labsSolved: 1 }),
  )
  expect(complaints.filter((text) => !/ERR_CONNECTION|WebSocket/.test(text))).toEqual([])

  expect(kubedrill(dataDir, 'cluster', 'down').status).toBe(0)
  expect(containersOf(dataDir)).toEqual([])
})

/** Studies with the keyboard: at least `least` cards, and on until one has a lab. Answers how many were rated. */
async function studyUntilLab(page: Page, least: number): Promise<number> {
  await page.evaluate(() => (location.hash = '#/study'))
  for (let rated = 0; ; rated += 1) {
    const card = page.getByRole('article', { name: /^Card:/ })
    await page.getByRole('button', { name: /show answer|check/i }).waitFor()
    if (rated >= least && (await card.getByRole('button', { name: 'Lab' }).count()) > 0) return rated
    if (rated === 0) await picture(page, 'study-question')
    // A field for typing keeps its keys; the card itself takes them.
    await card.focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: /Good/ }).waitFor()
    if (rated === 0) await picture(page, 'study-answer')
    await page.keyboard.press('4')
  }
}

async function type(page: Page, command: string): Promise<void> {
  expect(command).not.toBe('')
  await page.locator('.xterm:visible .xterm-helper-textarea').focus()
  await page.keyboard.type(command)
  await page.keyboard.press('Enter')
}

/** SIGKILL to the lab host of the data folder. */
function killHost(dataDir: string): void {
  const pid = hostPidsOf(dataDir).at(-1)
  if (pid === undefined) throw new Error('no lab host is ready')
  process.kill(pid, 'SIGKILL')
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: resolve(pictures, `${name}.png`) })
}

/** Containers of the cluster that this data folder made. */
function containersOf(dataDir: string): string[] {
  const run = spawnSync('docker', ['ps', '--all', '--format', '{{.Names}} {{.Labels}}'], { encoding: 'utf8' })
  return run.stdout.split('\n').filter((line) => line.includes(dataDir))
}
