import type { StoredObject } from '../object.ts'
import { apiVersionOf, type Resource } from '../resource.ts'
import type { ListMeta } from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'
import type { Store } from '../storage/store.ts'

export interface ListQuery {
  readonly resource: Resource
  /** Null for all namespaces. */
  readonly namespace: string | null
  readonly matches: (object: StoredObject) => boolean
  /** 0 for all. */
  readonly limit: number
  /** '' at the beginning. */
  readonly continueToken: string
  /** As sent; '' for the newest. */
  readonly resourceVersion: string
  readonly resourceVersionMatch: string
}

export interface ObjectList {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ListMeta
  readonly items: readonly StoredObject[]
}

/** A page of a list, as etcd3's storage pages: all pages show the revision of the first. Throws `Expired` or BadRequest. */
export function listObjects(store: Store, query: ListQuery): ObjectList {
  const { resource, namespace, limit } = query
  const token = query.continueToken === '' ? null : readToken(query.continueToken)
  const revision = token?.rv ?? revisionOf(store, query)
  const isCurrent = revision === null || revision === store.revision()
  const all = isCurrent ? store.list(resource, namespace) : store.listAt(resource, namespace, revision)
  const after = token === null ? all : all.filter((object) => keyOf(object) >= token.start)
  const shown = revision ?? store.revision()
  const items: StoredObject[] = []
  let index = 0
  for (; index < after.length && (limit === 0 || items.length < limit); index += 1) {
    const object = after[index]
    if (object !== undefined && query.matches(object)) items.push(object)
  }
  const next = after[index]
  const metadata: ListMeta = {
    resourceVersion: String(shown),
    ...(next !== undefined && {
      continue: writeToken({ v: 'meta.k8s.io/v1', rv: shown, start: keyOf(next) }),
      remainingItemCount: after.length - index,
    }),
  }
  return { apiVersion: apiVersionOf(resource), kind: `${resource.kind}List`, metadata, items }
}

/** Null for the newest. */
function revisionOf(
  store: Store,
  { resourceVersion, resourceVersionMatch, limit }: ListQuery,
): number | null {
  if (resourceVersion === '' || resourceVersion === '0') return null
  const revision = parseRevision(resourceVersion)
  if (revision > store.revision()) {
    throw new StatusError('', `Too large resource version: ${revision}, current: ${store.revision()}`, {
      code: 504,
      details: {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      },
    })
  }
  const exact = resourceVersionMatch === 'Exact' || (resourceVersionMatch === '' && limit > 0)
  return exact ? revision : null
}

/** A resourceVersion of a request, as a number. Throws BadRequest. */
export function parseRevision(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new StatusError('Invalid', `invalid resource version ${JSON.stringify(text)}`, {
      code: 400,
    })
  }
  return Number(text)
}

interface Token {
  readonly v: 'meta.k8s.io/v1'
  readonly rv: number
  readonly start: string
}

function keyOf({ metadata }: StoredObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}

function writeToken(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

function readToken(text: string): Token {
  const refuse = (why: string): StatusError =>
    new StatusError('BadRequest', `continue key is not valid: ${why}`)
  let token: Partial<Token>
  try {
    token = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Token>
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : 'no JSON')
  }
  const { v, rv, start } = token
  if (v !== 'meta.k8s.io/v1') throw refuse(`server does not recognize this encoded version "${String(v)}"`)
  if (typeof rv !== 'number' || typeof start !== 'string' || start === '')
    throw refuse('incorrect encoded start key')
  return { v, rv, start }
}
