/** A place in the interface. Labs appear only by ticket or by session: an id would name the cause. */
export type Route =
  | { readonly page: 'today' | 'topics' | 'labs' | 'progress' | 'settings' | 'doctor' | 'lost' }
  | { readonly page: 'study'; readonly topic: string | null }
  | { readonly page: 'topic'; readonly id: string; readonly section: string | null }
  | { readonly page: 'lab'; readonly ticket: string }
  | { readonly page: 'session'; readonly id: string }
  | { readonly page: 'card'; readonly id: string }

/** Reads `location.hash` (`#/topics/dns/search-list`); a hash that names nothing is `lost`. */
export function parseRoute(hash: string): Route {
  const parts = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decode)
  const [first = 'today', second = null, third = null] = parts
  if (parts.length > (first === 'topics' ? 3 : 2)) return { page: 'lost' }
  if (first === 'study') return { page: 'study', topic: second }
  if (first === 'topics' && second !== null) return { page: 'topic', id: second, section: third }
  if (first === 'labs' && second !== null) return { page: 'lab', ticket: second }
  if (first === 'sessions' && second !== null) return { page: 'session', id: second }
  if (first === 'cards' && second !== null) return { page: 'card', id: second }
  if (second === null && isPlain(first)) return { page: first }
  return { page: 'lost' }
}

/** The hash that {@link parseRoute} reads back. */
export function routeHash(route: Route): string {
  switch (route.page) {
    case 'study':
      return join('study', route.topic)
    case 'topic':
      return join('topics', route.id, route.section)
    case 'lab':
      return join('labs', route.ticket)
    case 'session':
      return join('sessions', route.id)
    case 'card':
      return join('cards', route.id)
    case 'today':
    case 'lost':
      return '#/'
    default:
      return join(route.page)
  }
}

const plain = ['today', 'topics', 'labs', 'progress', 'settings', 'doctor'] as const

function isPlain(page: string): page is (typeof plain)[number] {
  return (plain as readonly string[]).includes(page)
}

function join(...parts: (string | null)[]): string {
  return `#/${parts
    .filter((part) => part !== null)
    .map(encodeURIComponent)
    .join('/')}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
