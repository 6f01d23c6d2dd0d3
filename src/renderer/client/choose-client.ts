import { BrowserClient } from './browser-client.ts'
import type { Client } from './client.ts'
import { DesktopClient, type DesktopBridge } from './desktop-client.ts'

/** The desktop's preload script leaves its bridge on the window; where there is none, this is a browser. */
export function chooseClient(window: Window & { kubedrill?: DesktopBridge }): Client {
  return window.kubedrill === undefined ? new BrowserClient() : new DesktopClient(window.kubedrill)
}
