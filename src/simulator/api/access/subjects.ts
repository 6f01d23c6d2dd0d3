import type { UserInfo } from '../registry/writer.ts'
import type { Subject } from '../schema/kubernetes-types.ts'

const accountPrefix = 'system:serviceaccount:'

/** The user name of a ServiceAccount. */
export function accountUser(namespace: string, name: string): string {
  return `${accountPrefix}${namespace}:${name}`
}

/** The ServiceAccount of a user name; null when it is none. */
export function accountOf(user: string): { readonly namespace: string; readonly name: string } | null {
  if (!user.startsWith(accountPrefix)) return null
  const [namespace, name, ...rest] = user.slice(accountPrefix.length).split(':')
  return namespace && name && rest.length === 0 ? { namespace, name } : null
}

/** The groups that every ServiceAccount of a namespace is in, without system:authenticated. */
export function accountGroups(namespace: string): readonly string[] {
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
}

/** Whether a binding's subject is this user. `namespace` is the binding's, '' for a ClusterRoleBinding. */
export function isSubject(user: UserInfo, subject: Subject, namespace: string): boolean {
  if (subject.kind === 'User') return user.name === subject.name
  if (subject.kind === 'Group') return user.groups.includes(subject.name)
  const home = subject.namespace || namespace
  return subject.kind === 'ServiceAccount' && home !== '' && user.name === accountUser(home, subject.name)
}

/** `ServiceAccount "web/default"`: name before namespace, as RBAC's reasons have it. */
export function subjectText(subject: Subject, namespace: string): string {
  const { kind, name } = subject
  return kind === 'ServiceAccount'
    ? `${kind} "${name}/${subject.namespace || namespace}"`
    : `${kind} "${name}"`
}
