/** What a request asks for: apiserver's `request.RequestInfo`. */
export interface RequestInfo {
  readonly isResource: boolean
  readonly verb: string
  /** '' for the core group. */
  readonly group: string
  readonly version: string
  /** '' outside namespaces. */
  readonly namespace: string
  readonly resource: string
  readonly subresource: string
  readonly name: string
  /** What follows the sub-resource, for proxies. */
  readonly rest: readonly string[]
  readonly path: string
}

const verbs: Readonly<Record<string, string>> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
}
/** Below a namespace's own name these are its sub-resources, not resources in it. */
const namespaceSubresources = new Set(['status', 'finalize'])

/** Reads method, path and query as apiserver's `RequestInfoFactory.NewRequestInfo` does. */
export function requestInfoOf(method: string, url: URL): RequestInfo {
  const path = url.pathname
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decode)
  const plain = nonResource(method, path)
  const prefix = parts.shift()
  if (prefix !== 'api' && prefix !== 'apis') return plain
  if (parts.length < (prefix === 'api' ? 2 : 3)) return plain
  const group = prefix === 'apis' ? (parts.shift() ?? '') : ''
  const version = parts.shift() ?? ''
  const old = parts[0] === 'watch' ? parts.shift() : undefined
  let namespace = ''
  if (parts[0] === 'namespaces') {
    namespace = parts[1] ?? ''
    if (parts.length > 2 && !namespaceSubresources.has(parts[2] ?? '')) parts.splice(0, 2)
  }
  const [resource = '', name = '', subresource = '', ...rest] = parts
  if (resource === 'namespaces' && namespace === '') namespace = name
  const found = name !== '' ? name : nameOf(url)
  return {
    isResource: true,
    verb: old === undefined ? verbOf(method, url, name) : 'watch',
    group,
    version,
    namespace,
    resource,
    subresource,
    name: ['list', 'watch', 'deletecollection'].includes(verbOf(method, url, name)) ? found : name,
    rest,
    path,
  }
}

function verbOf(method: string, url: URL, name: string): string {
  const verb = verbs[method] ?? ''
  if (name !== '') return verb
  if (verb === 'get') return isTrue(url.searchParams.get('watch')) ? 'watch' : 'list'
  return verb === 'delete' ? 'deletecollection' : verb
}

/** `fieldSelector=metadata.name=x` names one object to the authorizer. */
function nameOf(url: URL): string {
  const selector = url.searchParams.get('fieldSelector') ?? ''
  return /(?:^|,)metadata\.name={1,2}([^,!=]+)(?:,|$)/.exec(selector)?.[1] ?? ''
}

/** Go's strconv.ParseBool, and a parameter without a value. */
export function isTrue(value: string | null): boolean {
  return value !== null && ['', '1', 't', 'T', 'true', 'TRUE', 'True'].includes(value)
}

function nonResource(method: string, path: string): RequestInfo {
  return {
    isResource: false,
    verb: method.toLowerCase(),
    group: '',
    version: '',
    namespace: '',
    resource: '',
    subresource: '',
    name: '',
    rest: [],
    path,
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // Not percent-encoded text: it names nothing.
    return part
  }
}
