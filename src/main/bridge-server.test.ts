import { EventEmitter } from 'node:events'
import type { IpcMain, WebContents } from 'electron'
import { beforeEach, describe, expect, it } from 'vitest'
import type { App } from '../app/app.ts'
import type { AppEvent } from '../contract/contract.ts'
import { channels } from '../contract/desktop.ts'
import type { TerminalInput, TerminalOutput } from '../contract/terminals.ts'
import { serveBridge } from './bridge-server.ts'

class FakeIpc extends EventEmitter {
  readonly handlers = new Map<string, (event: unknown, ...values: unknown[]) => Promise<unknown>>()
  handle(channel: string, handler: (event: unknown, ...values: unknown[]) => Promise<unknown>): void {
    this.handlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }
  invoke(channel: string, event: unknown, ...values: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel)
    if (handler === undefined) throw new Error(`no handler for ${channel}`)
    return handler(event, ...values)
  }
}

class FakeContents extends EventEmitter {
  readonly mainFrame = { url: 'app://kubedrill/index.html' }
  readonly sent: unknown[][] = []
  isDestroyed(): boolean {
    return false
  }
  send(...values: unknown[]): void {
    this.sent.push(values)
  }
}

function setUp() {
  const ipc = new FakeIpc()
  const contents = new FakeContents()
  const calls: unknown[] = []
  const typed: TerminalInput[] = []
  let detached = 0
  let listener: ((event: AppEvent) => void) | undefined
  let show: ((message: TerminalOutput) => void) | undefined
  const app = {
    call: async (name: string, input: unknown) => {
      calls.push([name, input])
      return { ok: true }
    },
    subscribe: (to: (event: AppEvent) => void) => {
      listener = to
      return () => {
        listener = undefined
      }
    },
    attachTerminal: async (_: string, receive: (message: TerminalOutput) => void) => {
      show = receive
      return { send: (message: TerminalInput) => typed.push(message), detach: () => (detached += 1) }
    },
    close: async () => undefined,
  } as unknown as App
  const stop = serveBridge(ipc as unknown as IpcMain, contents as unknown as WebContents, app)
  return {
    ipc,
    contents,
    calls,
    typed,
    stop,
    ours: { sender: contents, senderFrame: contents.mainFrame },
    detached: () => detached,
    listener: () => listener,
    show: (message: TerminalOutput) => show?.(message),
  }
}

let bridge: ReturnType<typeof setUp>
beforeEach(() => {
  bridge = setUp()
})

describe('serveBridge', () => {
  it('answers a call of the contract', async () => {
    expect(await bridge.ipc.invoke(channels.call, bridge.ours, 'study.today', {})).toEqual({
      result: { ok: true },
    })
    expect(bridge.calls).toEqual([['study.today', {}]])
  })

  it.each([
    ['another window', () => ({ sender: new FakeContents(), senderFrame: bridge.contents.mainFrame })],
    [
      'a frame inside the page',
      () => ({ sender: bridge.contents, senderFrame: { url: 'app://kubedrill/x' } }),
    ],
    ['a frame that is gone', () => ({ sender: bridge.contents, senderFrame: null })],
  ])('refuses %s', async (_, event) => {
    const answer = await bridge.ipc.invoke(channels.call, event(), 'study.today', {})
    expect(answer).toMatchObject({ error: { code: 'desktop.foreign-sender' } })
    expect(bridge.calls).toEqual([])
  })

  it('refuses its own window once it shows another origin', async () => {
    bridge.contents.mainFrame.url = 'https://example.org/'
    expect(await bridge.ipc.invoke(channels.call, bridge.ours, 'study.today', {})).toMatchObject({
      error: { code: 'desktop.foreign-sender' },
    })
  })

  it.each(['toString', '__proto__', 'study.nothing', 7])('knows no call %s', async (name) => {
    expect(await bridge.ipc.invoke(channels.call, bridge.ours, name, {})).toMatchObject({
      error: { code: 'call.unknown' },
    })
  })

  it('tells events until it is stopped', () => {
    bridge.listener()?.({ event: 'study.changed' })
    expect(bridge.contents.sent).toEqual([[channels.event, { event: 'study.changed' }]])
    bridge.stop()
    expect(bridge.listener()).toBeUndefined()
    expect(bridge.ipc.handlers.size).toBe(0)
    expect(bridge.ipc.eventNames()).toEqual([])
  })

  it('carries a terminal, drops what is not a message and lets go when the page is loaded anew', async () => {
    expect(await bridge.ipc.invoke(channels.terminalOpen, bridge.ours, 's1', 'terminal-1')).toEqual({
      result: null,
    })
    bridge.show({ type: 'output', data: 'hello' })
    expect(bridge.contents.sent).toEqual([[channels.terminalOutput, 's1', { type: 'output', data: 'hello' }]])

    bridge.ipc.emit(channels.terminalInput, bridge.ours, 's1', { type: 'input', data: 'ls\r' })
    bridge.ipc.emit(channels.terminalInput, bridge.ours, 's1', { type: 'format-disk' })
    bridge.ipc.emit(channels.terminalInput, bridge.ours, 'other', { type: 'input', data: 'x' })
    bridge.ipc.emit(channels.terminalInput, { sender: null, senderFrame: null }, 's1', {
      type: 'input',
      data: 'x',
    })
    expect(bridge.typed).toEqual([{ type: 'input', data: 'ls\r' }])

    bridge.contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
    expect(bridge.detached()).toBe(0)
    bridge.contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    expect(bridge.detached()).toBe(1)
  })
})
