import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, expect, test, type ElectronApplication } from '@playwright/test'

let dataDir: string
let app: ElectronApplication

test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kubedrill-smoke-'))
  // With ELECTRON_RUN_AS_NODE set, Electron would be a Node and open no window.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
    ),
  )
  app = await _electron.launch({
    args: [resolve(import.meta.dirname, '../..')],
    env: { ...environment, KUBEDRILL_DATA: dataDir },
  })
})

test.afterEach(async () => {
  await app.close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('opens its window, sandboxed, and studies a card', async () => {
  const page = await app.firstWindow()
  await expect(page).toHaveURL(/^app:\/\/kubedrill\//)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  const isolated = await page.evaluate(() => ({
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    bridge: typeof Reflect.get(window, 'kubedrill'),
  }))
  expect(isolated).toEqual({ require: 'undefined', process: 'undefined', bridge: 'object' })

  await page.evaluate(() => (location.hash = '#/study'))
  await expect(page.getByRole('button', { name: 'Show answer' })).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Good' })).toBeVisible()
  await page.keyboard.press('3')
  await expect
    .poll(async () =>
      page.evaluate(async () => {
        const bridge = Reflect.get(window, 'kubedrill') as {
          call: (name: string, input: unknown) => Promise<{ result: { done: { reviews: number } } }>
        }
        return (await bridge.call('study.today', {})).result.done.reviews
      }),
    )
    .toBe(1)
})

test('stays on the interface', async () => {
  const page = await app.firstWindow()
  await page.evaluate(() => {
    location.href = 'file:///etc/hosts'
  })
  await expect(page).toHaveURL(/^app:\/\/kubedrill\//)
  const reached = await page.evaluate(() =>
    fetch('http://127.0.0.1:9/').then(
      () => true,
      () => false,
    ),
  )
  expect(reached).toBe(false)
})
