import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Served } from './served.ts'

/** The browser door as a learner meets it: a server process, the built interface, a fresh data folder. */
let served: Served
let complaints: string[]

test.beforeEach(async ({ page }) => {
  served = await Served.fresh()
  complaints = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  await page.goto(served.url)
})

test.afterEach(async ({ page }) => {
  // A page that loses its server complains, and rightly.
  await page.close()
  await served.remove()
  expect(complaints).toEqual([])
})

test('studies with the keyboard, takes a review back, and finds it all after a reload', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(page.url()).not.toContain('token')
  const start = await counts(page)
  expect(start.new).toBeGreaterThan(3)

  await goTo(page, '#/study')
  await rate(page, '3')
  await rate(page, '1')
  await rate(page, 'Space')
  await expect.poll(() => reviews(page)).toBe(3)
  await expect.poll(async () => (await counts(page)).new).toBe(start.new - 3)
  await shows(page, await counts(page))

  await page.keyboard.press('u')
  await expect.poll(() => reviews(page)).toBe(2)
  await expect.poll(async () => (await counts(page)).new).toBe(start.new - 2)
  await shows(page, await counts(page))

  await page.reload()
  await page.getByRole('button', { name: /show answer|check/i }).waitFor()
  expect(await reviews(page)).toBe(2)
  await shows(page, await counts(page))
})

test('the four buttons say when the card comes back, and 4 takes it furthest', async ({ page }) => {
  await goTo(page, '#/study')
  await reveal(page)
  const group = page.getByRole('group', { name: /how well/i })
  for (const name of ['Again', 'Hard', 'Good', 'Easy']) {
    await expect(group.getByRole('button', { name })).toContainText(/\d+(\.\d+)?(m|h|d|mo|y)\b/)
  }
  await page.keyboard.press('4')
  await expect.poll(() => reviews(page)).toBe(1)
})

test('the topic’s page of a card is one key away', async ({ page }) => {
  await goTo(page, '#/study')
  await reveal(page)
  await page.keyboard.press('t')
  await expect(page).toHaveURL(/#\/topics\/dns/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
})

test('a review through another process is seen without a reload', async ({ page }) => {
  await shows(page, await counts(page))
  const before = await counts(page)
  await served.run('review', 'dns-musl-truncation', 'good')
  await shows(page, { ...before, new: before.new - 1 }, ['new'])
})

test('a server that is killed comes back with every review; the page says that it was gone', async ({
  page,
}) => {
  await goTo(page, '#/study')
  await rate(page, '3')
  await expect.poll(() => reviews(page)).toBe(1)
  await served.stop('SIGKILL')
  await expect(page.getByText(/does not answer|connection/i).first()).toBeVisible()
  // What the browser says of its lost connections is no fault of the page.
  complaints = complaints.filter((text) => !/ERR_CONNECTION|WebSocket/.test(text))
  await served.start()
  await page.goto(served.url)
  await expect.poll(() => reviews(page)).toBe(1)
  complaints = complaints.filter((text) => !/ERR_CONNECTION|WebSocket/.test(text))
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Today and Study have no serious fault for assistive technology, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await goTo(page, '#/study')
    await page.getByRole('button', { name: /show answer|check/i }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await reveal(page)
    expect(await seriousFaults(page)).toEqual([])
  })
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash)
}

async function reveal(page: Page): Promise<void> {
  await page.getByRole('button', { name: /show answer|check/i }).waitFor()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: /again/i }).waitFor()
}

async function rate(page: Page, key: string): Promise<void> {
  const done = await reviews(page)
  await reveal(page)
  await page.keyboard.press(key)
  await expect.poll(() => reviews(page)).toBe(done + 1)
}

interface Counts {
  readonly new: number
  readonly learning: number
  readonly due: number
}

/** What the study screen's line of counts must come to show. */
async function shows(
  page: Page,
  wanted: Counts,
  kinds: (keyof Counts)[] = ['new', 'learning', 'due'],
): Promise<void> {
  for (const kind of kinds) {
    const shown = page.locator('dl > div').filter({ has: page.getByText(kind, { exact: true }) })
    await expect(shown.locator('dd').first()).toHaveText(String(wanted[kind]))
  }
}

async function today(page: Page): Promise<{ counts: Counts; done: { reviews: number } }> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/call/study.today', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kubedrill': '1' },
      body: '{}',
    })
    return ((await answer.json()) as { result: { counts: Counts; done: { reviews: number } } }).result
  })
}

async function counts(page: Page): Promise<Counts> {
  return (await today(page)).counts
}

async function reviews(page: Page): Promise<number> {
  return (await today(page)).done.reviews
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
