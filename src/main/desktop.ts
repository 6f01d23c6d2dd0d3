import { join } from 'node:path'
import { app, dialog, ipcMain, Menu, protocol, session } from 'electron'
import type { App } from '../app/app.ts'
import { dataFolder } from '../app/data-folder.ts'
import { labHostEntry } from '../app/host/lab-host-entry.ts'
import { openApp } from '../app/open-app.ts'
import { systemClock } from '../app/system-clock.ts'
import { toErrorPayload } from '../contract/errors.ts'
import { serveBridge } from './bridge-server.ts'
import { guardSession } from './guards.ts'
import { menuTemplate } from './menu.ts'
import { appScheme } from './origin.ts'
import { serveRendererFile } from './renderer-files.ts'
import { utilityStarter } from './utility-starter.ts'
import { loadInterface, openWindow } from './window.ts'

// Both have to be said before the app is ready.
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

if (app.requestSingleInstanceLock()) void run()
else app.quit()

async function run(): Promise<void> {
  try {
    await app.whenReady()
    await open()
  } catch (error) {
    const { message, remedy } = toErrorPayload(error)
    dialog.showErrorBox('kubedrill cannot start', `${message}\n\n${remedy}`)
    app.exit(1)
  }
}

async function open(): Promise<void> {
  const renderer = join(import.meta.dirname, '..', 'renderer')
  const kubedrill = await openApp({
    dataDir: dataFolder(undefined, process.env),
    door: 'desktop',
    environment: process.env,
    clock: systemClock,
    hostStarter: utilityStarter(labHostEntry()),
  })
  closeBeforeQuit(kubedrill)
  guardSession(session.defaultSession)
  protocol.handle(appScheme, ({ url }) => serveRendererFile(renderer, url))
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform)))

  const window = openWindow(join(import.meta.dirname, '..', 'preload', 'bridge.cjs'))
  const unserve = serveBridge(ipcMain, window.webContents, kubedrill)
  window.once('closed', unserve)
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  await loadInterface(window)
}

/** Electron does not wait for promises when it quits: the first quit is held until the core is closed. */
function closeBeforeQuit(kubedrill: App): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    void kubedrill.close().finally(() => {
      app.exit(0)
    })
  })
}
