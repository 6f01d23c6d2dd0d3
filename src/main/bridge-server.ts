import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import type { App, TerminalAttachment } from '../app/app.ts'
import { isCallName } from '../contract/contract.ts'
import { channels } from '../contract/desktop.ts'
import { ExitCode, KubedrillError, toErrorPayload } from '../contract/errors.ts'
import { terminalInputSchema, type TerminalOutput } from '../contract/terminals.ts'
import { isAppUrl } from './origin.ts'

const maxStreams = 32

/**
 * Serves the contract to one window's page over IPC. Every message must come from that window's main frame at our own
 * origin; others are refused. Returns a function that frees all of it.
 */
export function serveBridge(ipc: IpcMain, contents: WebContents, app: App): () => void {
  const streams = new Map<string, TerminalAttachment>()

  const isOurs = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    event.sender === contents &&
    event.senderFrame !== null &&
    event.senderFrame === contents.mainFrame &&
    isAppUrl(event.senderFrame.url)

  const answer = async (
    event: IpcMainInvokeEvent,
    work: () => Promise<unknown>,
  ): Promise<{ result: unknown } | { error: unknown }> => {
    try {
      if (!isOurs(event)) throw new ForeignSender()
      return { result: await work() }
    } catch (error) {
      return { error: toErrorPayload(error) }
    }
  }

  const send = (channel: string, ...values: unknown[]): void => {
    if (!contents.isDestroyed()) contents.send(channel, ...values)
  }

  ipc.handle(channels.call, (event, name: unknown, input: unknown) =>
    answer(event, async () => {
      if (typeof name !== 'string' || !isCallName(name)) throw new UnknownCall(String(name))
      // The app validates the input against the contract before it uses it.
      return app.call(name, input as never)
    }),
  )

  ipc.handle(channels.terminalOpen, (event, stream: unknown, terminal: unknown) =>
    answer(event, async () => {
      if (typeof stream !== 'string' || typeof terminal !== 'string' || streams.has(stream)) {
        throw new UnknownCall(channels.terminalOpen)
      }
      if (streams.size >= maxStreams) throw new TooManyTerminals()
      const receive = (message: TerminalOutput): void => {
        send(channels.terminalOutput, stream, message)
      }
      streams.set(stream, await app.attachTerminal(terminal, receive))
      return null
    }),
  )

  const onInput = (event: IpcMainEvent, stream: unknown, message: unknown): void => {
    const parsed = terminalInputSchema.safeParse(message)
    if (isOurs(event) && typeof stream === 'string' && parsed.success) {
      streams.get(stream)?.send(parsed.data)
    }
  }
  const onClose = (event: IpcMainEvent, stream: unknown): void => {
    if (!isOurs(event) || typeof stream !== 'string') return
    streams.get(stream)?.detach()
    streams.delete(stream)
  }
  ipc.on(channels.terminalInput, onInput)
  ipc.on(channels.terminalClose, onClose)

  // A page that was loaded anew has lost its streams.
  const detachAll = (): void => {
    for (const attachment of streams.values()) attachment.detach()
    streams.clear()
  }
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) detachAll()
  })

  const unsubscribe = app.subscribe((event) => {
    send(channels.event, event)
  })

  return () => {
    unsubscribe()
    detachAll()
    ipc.removeHandler(channels.call)
    ipc.removeHandler(channels.terminalOpen)
    ipc.off(channels.terminalInput, onInput)
    ipc.off(channels.terminalClose, onClose)
  }
}

class ForeignSender extends KubedrillError {
  constructor() {
    super({
      code: 'desktop.foreign-sender',
      message: 'A page that is not the interface of kubedrill tried to make a call.',
      remedy: 'Close the window and open kubedrill again.',
      exit: ExitCode.usage,
    })
  }
}

class UnknownCall extends KubedrillError {
  constructor(name: string) {
    super({
      code: 'call.unknown',
      message: `There is no call named ${JSON.stringify(name.slice(0, 80))}.`,
      remedy: 'Update kubedrill, so that its interface and its core are of one version.',
      exit: ExitCode.usage,
    })
  }
}

class TooManyTerminals extends KubedrillError {
  constructor() {
    super({
      code: 'terminal.too-many',
      message: `This window already shows ${maxStreams} terminals.`,
      remedy: 'Close a terminal tab and try again.',
      exit: ExitCode.usage,
    })
  }
}
