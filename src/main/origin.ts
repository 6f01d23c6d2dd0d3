/** The custom scheme that serves the interface: a file: origin would give it the whole disk. */
export const appScheme = 'app'
export const appOrigin = `${appScheme}://kubedrill`

/** Whether `url` is a page of the interface; parsed, since a prefix test takes `app://kubedrill.evil`. */
export function isAppUrl(url: string): boolean {
  const parsed = parse(url)
  return parsed !== null && parsed.protocol === `${appScheme}:` && parsed.host === 'kubedrill'
}

/**
 * The URL to hand to the system's browser for a link that leaves the interface, or null when it must not be opened:
 * anything but http and https, and anything with credentials in it.
 */
export function externalUrl(url: string): string | null {
  const parsed = parse(url)
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return null
  if (parsed.username !== '' || parsed.password !== '') return null
  return parsed.href
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null
}
