import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import open from 'open'
import { findRendererFolder } from '../../app/renderer-folder.ts'
import { systemClock } from '../../app/system-clock.ts'
import { serve } from '../../server/serve.ts'
import { openCliApp, printerOf, type GlobalOptions } from '../context.ts'
import type { Printer } from '../output/printer.ts'

interface ServeOptions extends GlobalOptions {
  readonly port: number
  readonly open: boolean
}

/** `kubedrill serve`: the browser door, until it is interrupted. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('open the interface in a browser: a server on loopback, until Ctrl-C')
    .option('--port <number>', 'port to listen on (default: one that is free)', readPort, 0)
    .option('--no-open', 'only print the URL')
    .action(async (_: unknown, command: Command) => {
      await runServe(command.optsWithGlobals<ServeOptions>())
    })
}

async function runServe(options: ServeOptions): Promise<void> {
  const printer = printerOf(options)
  const rendererDir = findRendererFolder()
  const app = await openCliApp(options, 'browser')
  const stopped = stopSignal()
  try {
    const door = await serve({ app, rendererDir, port: options.port, now: () => systemClock.now() })
    try {
      printer.data({ url: door.url, port: door.port, pid: process.pid }, ({ url }) => [
        `kubedrill is at ${url}`,
      ])
      if (options.open && hasBrowser()) await openBrowser(door.url, printer)
      await stopped
    } finally {
      await door.close()
    }
  } finally {
    await app.close()
  }
}

/** A browser that does not start is told; the door is open all the same. */
async function openBrowser(url: string, printer: Printer): Promise<void> {
  const tell = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error)
    printer.note(`The browser did not open (${reason}); open the URL yourself.`)
  }
  try {
    const child = await open(url)
    child.on('error', tell)
  } catch (error) {
    tell(error)
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new InvalidArgumentError('Not a port.')
  return port
}

/** On Linux a browser needs a display; elsewhere there is one unless this is a remote shell. */
function hasBrowser(): boolean {
  if (process.platform !== 'linux') return process.env['SSH_CONNECTION'] === undefined
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

function stopSignal(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        stop()
      })
    }
  })
}
