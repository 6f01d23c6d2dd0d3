import { dataFolder } from '../app/data-folder.ts'
import type { App } from '../app/app.ts'
import { labHostEntry } from '../app/host/lab-host-entry.ts'
import type { HostStarter } from '../app/host/host-starter.ts'
import { nodeHostStarter } from '../app/host/node-starter.ts'
import { openApp } from '../app/open-app.ts'
import { systemClock } from '../app/system-clock.ts'
import { createPrinter, type Printer } from './output/printer.ts'

export interface GlobalOptions {
  readonly data?: string
  readonly json?: boolean
}

/** What a command works with. */
export interface CommandContext {
  readonly app: App
  readonly printer: Printer
  /** Epoch ms. */
  readonly now: () => number
}

export function dataDirOf(options: GlobalOptions): string {
  return dataFolder(options.data, process.env)
}

export function printerOf(options: GlobalOptions): Printer {
  return createPrinter(options.json === true)
}

export function hostStarterHere(): HostStarter {
  return nodeHostStarter(labHostEntry())
}

export async function openCliApp(options: GlobalOptions, door: 'browser' | 'cli'): Promise<App> {
  return openApp({
    dataDir: dataDirOf(options),
    door,
    environment: process.env,
    clock: systemClock,
    hostStarter: hostStarterHere(),
  })
}

/** Runs one command with the app open, and closes it whatever happens. */
export async function withApp(
  options: GlobalOptions,
  work: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const app = await openCliApp(options, 'cli')
  try {
    await work({ app, printer: printerOf(options), now: () => systemClock.now() })
  } finally {
    await app.close()
  }
}
