import { defineConfig } from '@playwright/test'

/** The desktop smoke test: needs Electron's binary and a display (see .github/workflows/desktop.yml). */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/electron',
  timeout: 120_000,
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
})
