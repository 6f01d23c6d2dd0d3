import type { UserInfo } from '../registry/writer.ts'
import { StatusError } from '../status-error.ts'
import type { ResourceAccess } from './access-attributes.ts'
import type { Authorizer } from './authorizer.ts'
import { forbidden } from './forbidden.ts'
import { accountGroups, accountOf } from './subjects.ts'

/** Lower-case names, each value apart: `IncomingMessage.headersDistinct`. */
export type DistinctHeaders = Readonly<Record<string, readonly string[] | undefined>>

/**
 * The user that a request acts as by its Impersonate-… headers; `user` where there are none. Throws Forbidden for what `user` may
 * not impersonate, BadRequest for headers without a user. Source: apiserver `filters/impersonation`.
 */
export function impersonated(authorizer: Authorizer, user: UserInfo, headers: DistinctHeaders): UserInfo {
  const wish = wishOf(headers)
  const targets = targetsOf(wish)
  if (targets.length === 0) return user
  if (wish.user === '') {
    const shown = targets.map(referenceText).join(' ')
    throw new StatusError('BadRequest', `requested [${shown}] without impersonating a user`)
  }
  for (const target of targets) {
    const attributes = { user, verb: 'impersonate', resource: target, path: '' }
    const { allowed, reason } = authorizer.authorize(attributes)
    if (!allowed) throw forbidden(attributes, reason)
  }
  return {
    name: wish.user,
    ...(wish.uid !== '' && { uid: wish.uid }),
    groups: groupsOf(wish),
    extra: wish.extra,
  }
}

interface Wish {
  readonly user: string
  readonly uid: string
  readonly groups: readonly string[]
  readonly extra: Readonly<Record<string, readonly string[]>>
}

const extraPrefix = 'impersonate-extra-'

function wishOf(headers: DistinctHeaders): Wish {
  const extra: Record<string, readonly string[]> = {}
  for (const [name, values] of Object.entries(headers)) {
    if (name.startsWith(extraPrefix) && values !== undefined) {
      extra[unescaped(name.slice(extraPrefix.length))] = values
    }
  }
  return {
    user: headers['impersonate-user']?.[0] ?? '',
    uid: headers['impersonate-uid']?.[0] ?? '',
    groups: headers['impersonate-group'] ?? [],
    extra,
  }
}

/** What must be allowed: the user or ServiceAccount, each group, each value of extra, the uid. */
function targetsOf({ user, uid, groups, extra }: Wish): readonly ResourceAccess[] {
  const target = (resource: string, name: string, more: Partial<ResourceAccess> = {}): ResourceAccess => ({
    group: '',
    resource,
    subresource: '',
    namespace: '',
    name,
    ...more,
  })
  const account = accountOf(user)
  const group = 'authentication.k8s.io'
  return [
    ...(user === ''
      ? []
      : [
          account === null
            ? target('users', user)
            : target('serviceaccounts', account.name, { namespace: account.namespace }),
        ]),
    ...groups.map((name) => target('groups', name)),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map((value) => target('userextras', value, { group, subresource: key })),
    ),
    ...(uid === '' ? [] : [target('uids', uid, { group })]),
  ]
}

/** The groups asked for, or those that go with the user by themselves. */
function groupsOf({ user, groups }: Wish): readonly string[] {
  const account = accountOf(user)
  const given = groups.length === 0 && account !== null ? accountGroups(account.namespace) : groups
  const [anyone, noone] = ['system:authenticated', 'system:unauthenticated']
  if (user === 'system:anonymous') return given.includes(noone) ? given : [...given, noone]
  return given.includes(anyone) || given.includes(noone) ? given : [...given, anyone]
}

/** An ObjectReference as Go's `%v` writes it: seven fields, most of them empty. */
function referenceText({ group, resource, subresource, name }: ResourceAccess): string {
  const kinds: Readonly<Record<string, string>> = { groups: 'Group', userextras: 'UserExtra', uids: 'UID' }
  const apiVersion = group === '' ? '' : `${group}/v1`
  return `{${[kinds[resource] ?? '', '', name, '', apiVersion, '', subresource].join(' ')}}`
}

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    // As apiserver does: a key that is not escaped well is taken as it is.
    return key
  }
}
