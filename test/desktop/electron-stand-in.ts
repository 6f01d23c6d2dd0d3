import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { chromium, type BrowserContext, type Frame, type Page, type Route } from '@playwright/test'

/**
 * A stand-in for the `electron` module that drives a Chromium which is already running (its CDP address in
 * STAND_IN_CDP), for machines without Electron's binary. It covers what src/main and src/preload use and throws on
 * anything else. What it cannot show: Electron's own sandbox, context isolation (the preload runs in the page's
 * world), fuses and native menus.
 *
 * The `app:` scheme is carried by an origin that Chromium knows and treats as secure; see {@link toChromium}.
 */
const appOrigin = 'app://kubedrill'
const chromiumOrigin = 'http://kubedrill.localhost'

const toChromium = (url: string): string =>
  url.startsWith(`${appOrigin}/`) ? chromiumOrigin + url.slice(appOrigin.length) : url
const toElectron = (url: string): string =>
  url.startsWith(`${chromiumOrigin}/`) ? appOrigin + url.slice(chromiumOrigin.length) : url

/** What the test reads afterwards: everything that the main process asked of the shell. */
const record = {
  openedOutside: [] as string[],
  sandboxEnabled: false,
  privilegedSchemes: [] as unknown[],
  webPreferences: undefined as unknown,
  cancelled: [] as string[],
  menu: undefined as unknown,
}
const say = (kind: string, detail: unknown): void => {
  process.stdout.write(`${JSON.stringify({ standIn: kind, detail })}\n`)
}

type ProtocolHandler = (request: Request) => Response | Promise<Response>
type BeforeRequest = (details: { url: string }, answer: (verdict: { cancel?: boolean }) => void) => void
type PermissionCheck = (contents: WebContents | null, permission: string) => boolean

let beforeRequest: BeforeRequest | undefined
let permissionCheck: PermissionCheck | undefined
let protocolHandler: ProtocolHandler | undefined

const browser = await chromium.connectOverCDP(requireEnvironment('STAND_IN_CDP'))
const context: BrowserContext = browser.contexts()[0] ?? (await browser.newContext())

class App extends EventEmitter {
  readonly isPackaged = false
  readonly commandLine = { appendSwitch: (): void => undefined }
  enableSandbox(): void {
    record.sandboxEnabled = true
  }
  whenReady(): Promise<void> {
    return Promise.resolve()
  }
  requestSingleInstanceLock(): boolean {
    return true
  }
  getAppPath(): string {
    return process.cwd()
  }
  getVersion(): string {
    return '0.0.0-stand-in'
  }
  setName(): void {
    // A name has no effect without a system menu.
  }
  quit(): void {
    if (this.#isPrevented('before-quit') || this.#isPrevented('will-quit')) return
    this.exit(0)
  }
  exit(code: number): void {
    process.exit(code)
  }
  #isPrevented(name: string): boolean {
    const prevented = new AbortController()
    this.emit(name, {
      preventDefault: () => {
        prevented.abort()
      },
    })
    return prevented.signal.aborted
  }
}
export const app = new App()

const noElement = (name: string): never => {
  throw new Error(`the stand-in for electron has no ${name}`)
}

const mainSession = {
  setPermissionRequestHandler: (): void => undefined,
  setPermissionCheckHandler: (check: PermissionCheck): void => {
    permissionCheck = check
  },
  setDevicePermissionHandler: (): void => undefined,
  webRequest: {
    onBeforeRequest: (handler: BeforeRequest): void => {
      beforeRequest = handler
    },
  },
}
export const session = { defaultSession: mainSession }

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]): void => {
    record.privilegedSchemes.push(...schemes)
  },
  handle: (_: string, handler: ProtocolHandler): void => {
    protocolHandler = handler
  },
}

export const shell = {
  openExternal: (url: string): Promise<void> => {
    record.openedOutside.push(url)
    say('openExternal', url)
    return Promise.resolve()
  },
}

export const nativeTheme = { shouldUseDarkColors: false }
export const Menu = {
  buildFromTemplate: (template: unknown): unknown => template,
  setApplicationMenu: (menu: unknown): void => {
    record.menu = menu
  },
}
export const dialog = {
  showErrorBox: (title: string, content: string): void => {
    say('showErrorBox', { title, content })
  },
}
export const utilityProcess = { fork: (): never => noElement('utilityProcess') }
export const contextBridge = { exposeInMainWorld: (): never => noElement('contextBridge in main') }
export const ipcRenderer = {}

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, (event: unknown, ...values: unknown[]) => unknown>()
  handle(channel: string, handler: (event: unknown, ...values: unknown[]) => unknown): void {
    this.handlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }
}
export const ipcMain = new IpcMain()

interface FrameView {
  readonly url: string
}

class WebContents extends EventEmitter {
  readonly session = mainSession
  page: Page | undefined
  openHandler: ((details: { url: string }) => { action: string }) | undefined
  readonly mainFrame: FrameView
  #destroyed = false

  constructor() {
    super()
    const page = (): Page | undefined => this.page
    this.mainFrame = {
      get url() {
        return toElectron(page()?.url() ?? '')
      },
    }
  }
  getURL(): string {
    return this.mainFrame.url
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  destroy(): void {
    this.#destroyed = true
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
  send(channel: string, ...values: unknown[]): void {
    this.page
      ?.evaluate(
        ([name, args]) => {
          const receive = (window as unknown as { standInReceive?: (n: string, a: unknown) => void })
            .standInReceive
          receive?.(name, args)
        },
        [channel, values] as const,
      )
      .catch((error: unknown) => {
        if (!this.#destroyed) say('sendFailed', String(error))
      })
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all
  }
  readonly webContents = new WebContents()
  readonly #preload: string

  constructor(options: { webPreferences: { preload: string } }) {
    super()
    record.webPreferences = options.webPreferences
    this.#preload = options.webPreferences.preload
    BrowserWindow.all.push(this)
  }
  show(): void {
    say('shown', true)
  }
  focus(): void {
    say('focused', true)
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {
    // Never minimised here.
  }
  isDestroyed(): boolean {
    return this.webContents.isDestroyed()
  }
  async loadURL(url: string): Promise<void> {
    const page = await context.newPage()
    this.webContents.page = page
    await this.#install(page)
    page.on('close', () => {
      this.webContents.destroy()
      this.emit('closed')
      BrowserWindow.all = BrowserWindow.all.filter((window) => window !== this)
      if (BrowserWindow.all.length === 0) app.emit('window-all-closed')
    })
    await page.goto(toChromium(url))
    this.emit('ready-to-show')
    say('loaded', record)
  }

  async #install(page: Page): Promise<void> {
    const contents = this.webContents
    page.on('popup', (popup) => {
      const url = popup.url()
      say('popup', contents.openHandler?.({ url: toElectron(url) }))
      void popup.close()
    })
    await page.route('**/*', (route) => this.#answer(route))
    const eventOf = (frame: Frame): unknown => ({
      sender: contents,
      senderFrame: frame === page.mainFrame() ? contents.mainFrame : { url: toElectron(frame.url()) },
    })
    await page.exposeBinding('standInInvoke', async ({ frame }, channel: string, values: unknown[]) => {
      const handler = ipcMain.handlers.get(channel)
      if (handler === undefined) throw new Error(`no handler registered for '${channel}'`)
      return handler(eventOf(frame), ...values)
    })
    await page.exposeBinding('standInSend', ({ frame }, channel: string, values: unknown[]) => {
      ipcMain.emit(channel, eventOf(frame), ...values)
    })
    await page.exposeBinding('standInPermission', (_, permission: string) =>
      permissionCheck?.(contents, permission),
    )
    await page.addInitScript(preloadScript(readFileSync(this.#preload, 'utf8')))
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request()
    const url = toElectron(request.url())
    const cancelled = await new Promise<boolean>((resolve) => {
      if (beforeRequest === undefined) resolve(false)
      else beforeRequest({ url }, (verdict) => resolve(verdict.cancel === true))
    })
    if (request.isNavigationRequest() && request.frame() === this.webContents.page?.mainFrame()) {
      const event = { url, prevented: false, preventDefault: () => (event.prevented = true) }
      this.webContents.emit('will-navigate', event)
      if (event.prevented) return route.abort('aborted')
      this.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    }
    if (cancelled || protocolHandler === undefined || !url.startsWith(`${appOrigin}/`)) {
      record.cancelled.push(url)
      say('cancelled', url)
      return route.abort('blockedbyclient')
    }
    const response = await protocolHandler(new Request(url))
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }
}

/** Runs the built preload bundle before the page's own scripts, with an `electron` that reaches this process. */
function preloadScript(bundle: string): string {
  return `(() => {
    const listeners = new Map()
    window.standInReceive = (channel, values) => {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...values)
    }
    const electron = {
      contextBridge: { exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value }) },
      ipcRenderer: {
        invoke: (channel, ...values) => window.standInInvoke(channel, values),
        send: (channel, ...values) => void window.standInSend(channel, values),
        on: (channel, listener) => {
          listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
        },
        off: (channel, listener) => {
          listeners.set(channel, (listeners.get(channel) ?? []).filter((other) => other !== listener))
        },
      },
    }
    const require = (name) => {
      if (name !== 'electron') throw new Error('a sandboxed preload cannot load ' + name)
      return electron
    }
    const module = { exports: {} }
    ;((module, exports, require) => {${bundle}
    })(module, module.exports, require)
  })()`
}

function requireEnvironment(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}
