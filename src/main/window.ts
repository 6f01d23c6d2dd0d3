import { BrowserWindow, nativeTheme, type BrowserWindowConstructorOptions } from 'electron'
import { guardContents } from './guards.ts'
import { appOrigin } from './origin.ts'

/** A window's web preferences: nothing of Node reaches the page. */
export const webPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies BrowserWindowConstructorOptions['webPreferences']

/** Opens the window; it shows itself once its first frame is drawn, so that nothing flashes white. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 480,
    minHeight: 480,
    show: false,
    title: 'kubedrill',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1418' : '#f7f8f7',
    webPreferences: { ...webPreferences, preload },
  })
  guardContents(window.webContents)
  window.once('ready-to-show', () => window.show())
  return window
}

/** Loads the interface; rejects when its files are not there. */
export async function loadInterface(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${appOrigin}/index.html`)
}
