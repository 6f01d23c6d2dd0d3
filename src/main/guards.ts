import { shell, type Session, type WebContents } from 'electron'
import { appScheme, externalUrl, isAppUrl } from './origin.ts'

/** What a page of ours may ask for: writing the clipboard, and full screen with the keyboard for a terminal. */
const allowedPermissions: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write',
  'fullscreen',
  'keyboardLock',
])

/** Denies every permission but the few above, both when asked and when checked, and all network to the renderer. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(isAppUrl(contents.getURL()) && allowedPermissions.has(permission))
  })
  session.setPermissionCheckHandler(
    (contents, permission) =>
      contents !== null && isAppUrl(contents.getURL()) && allowedPermissions.has(permission),
  )
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const scheme = details.url.slice(0, details.url.indexOf(':'))
    answer({ cancel: ![appScheme, 'data', 'blob', 'devtools'].includes(scheme) })
  })
}

/** Keeps a page on the interface: no navigation away, no new window, no webview; http(s) links go to the browser. */
export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (isAppUrl(event.url)) return
    event.preventDefault()
    openOutside(event.url)
  })
  contents.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
}

function openOutside(url: string): void {
  const target = externalUrl(url)
  if (target !== null) void shell.openExternal(target)
}
