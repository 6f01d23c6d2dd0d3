import { defineConfig } from '@playwright/test'
import { chromiumArguments, findChromium } from '../build/find-chromium.ts'

// Null until `node build/chromium.ts` has run; tools that only read this file need no browser.
const executablePath = findChromium()

/** Browser tests: a real server process, the built interface, a real Chromium. */
export default defineConfig({
  testDir: 'browser',
  outputDir: '../test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: { ...(executablePath !== null && { executablePath }), args: [...chromiumArguments] },
    trace: 'retain-on-failure',
  },
})
