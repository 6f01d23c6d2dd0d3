import { expect, it } from 'vitest'
import { clusterRoleBindings, clusterRoles, roleBindings, roles } from '../resource.ts'
import type { PolicyRule, RoleRef, Subject } from '../schema/kubernetes-types.ts'
import type { Store } from '../storage/store.ts'
import { stored, storeWithPolicy, user, wants } from './access-testing.ts'
import { createAuthorizer } from './authorizer.ts'
import { forbidden } from './forbidden.ts'

const apiVersion = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'
const jane = user('jane', 'developers', 'system:authenticated')

function addRole(store: Store, namespace: string, name: string, ...rules: readonly PolicyRule[]): void {
  const object = { apiVersion, kind: 'Role', metadata: { name, namespace }, rules }
  store.create(roles, stored(object))
}

function bind(store: Store, namespace: string, roleRef: Omit<RoleRef, 'apiGroup'>, subject: Subject): void {
  const kind = namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding'
  const metadata = { name: 'b', ...(namespace !== '' && { namespace }) }
  const object = { apiVersion, kind, metadata, roleRef: { apiGroup, ...roleRef }, subjects: [subject] }
  store.create(namespace === '' ? clusterRoleBindings : roleBindings, stored(object))
}

it('lets a cluster administrator do anything, and says why', () => {
  const { authorize } = createAuthorizer(storeWithPolicy())
  const admin = user('kubernetes-admin', 'kubeadm:cluster-admins', 'system:authenticated')
  expect(authorize(wants(admin, 'delete', { resource: 'nodes', name: 'n' }))).toEqual({
    allowed: true,
    reason:
      'RBAC: allowed by ClusterRoleBinding "kubeadm:cluster-admins" of ClusterRole "cluster-admin" to Group "kubeadm:cluster-admins"',
  })
  expect(authorize({ user: admin, verb: 'get', resource: null, path: '/metrics' }).allowed).toBe(true)
  expect(authorize(wants(user('x', 'system:masters'), 'get', { resource: 'pods' }))).toEqual({
    allowed: true,
    reason: '',
  })
})

it('lets everyone discover, and no one else do more', () => {
  const { authorize } = createAuthorizer(storeWithPolicy())
  const anonymous = user('system:anonymous', 'system:unauthenticated')
  const path = (who: typeof jane, at: string) =>
    authorize({ user: who, verb: 'get', resource: null, path: at })
  expect(path(jane, '/api/v1').allowed).toBe(true)
  expect(path(anonymous, '/version').allowed).toBe(true)
  expect(path(anonymous, '/api/v1').allowed).toBe(false)
  expect(authorize(wants(jane, 'list', { resource: 'pods', namespace: 'default' }))).toEqual({
    allowed: false,
    reason: '',
  })
})

it('counts a binding at once, in its namespace only', () => {
  const store = storeWithPolicy()
  const { authorize } = createAuthorizer(store)
  addRole(store, 'dev', 'reader', {
    apiGroups: [''],
    resources: ['pods', 'pods/log'],
    verbs: ['get', 'list'],
  })
  bind(store, 'dev', { kind: 'Role', name: 'reader' }, { kind: 'User', name: 'jane' })
  const may = (verb: string, namespace: string, subresource = '') =>
    authorize(wants(jane, verb, { resource: 'pods', namespace, subresource })).allowed
  expect([may('list', 'dev'), may('get', 'dev', 'log'), may('list', 'default'), may('list', '')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([may('delete', 'dev'), may('get', 'dev', 'exec')]).toEqual([false, false])
  expect(authorize(wants(jane, 'get', { resource: 'pods', namespace: 'dev' })).reason).toBe(
    'RBAC: allowed by RoleBinding "b/dev" of Role "reader" to User "jane"',
  )
  store.remove(roleBindings, 'dev', 'b')
  expect(may('list', 'dev')).toBe(false)
})

it('knows names, sub-resources, groups and wildcards of rules', () => {
  const store = storeWithPolicy()
  const { authorize } = createAuthorizer(store)
  addRole(
    store,
    'dev',
    'mixed',
    { apiGroups: [''], resources: ['configmaps'], resourceNames: ['a'], verbs: ['get'] },
    { apiGroups: ['apps'], resources: ['*/scale'], verbs: ['*'] },
  )
  bind(store, 'dev', { kind: 'Role', name: 'mixed' }, { kind: 'Group', name: 'developers' })
  const may = (verb: string, resource: Parameters<typeof wants>[2]) =>
    authorize(wants(jane, verb, { namespace: 'dev', ...resource })).allowed
  expect(may('get', { resource: 'configmaps', name: 'a' })).toBe(true)
  expect(may('get', { resource: 'configmaps', name: 'b' })).toBe(false)
  expect(may('list', { resource: 'configmaps' })).toBe(false)
  expect(may('update', { group: 'apps', resource: 'deployments', subresource: 'scale' })).toBe(true)
  expect(may('update', { group: 'apps', resource: 'deployments' })).toBe(false)
  expect(may('update', { resource: 'replicationcontrollers', subresource: 'scale' })).toBe(false)
})

it('binds ServiceAccounts, of the own namespace where none is named', () => {
  const store = storeWithPolicy()
  const { authorize } = createAuthorizer(store)
  bind(
    store,
    'dev',
    { kind: 'ClusterRole', name: 'system:aggregate-to-view' },
    { kind: 'ServiceAccount', name: 'bot' },
  )
  const may = (name: string) => authorize(wants(user(name), 'list', { resource: 'pods', namespace: 'dev' }))
  expect(may('system:serviceaccount:dev:bot')).toEqual({
    allowed: true,
    reason:
      'RBAC: allowed by RoleBinding "b/dev" of ClusterRole "system:aggregate-to-view" to ServiceAccount "bot/dev"',
  })
  expect(may('system:serviceaccount:other:bot').allowed).toBe(false)
})

it('says which role a binding misses', () => {
  const store = storeWithPolicy()
  bind(store, '', { kind: 'ClusterRole', name: 'gone' }, { kind: 'User', name: 'jane' })
  const attributes = wants(jane, 'get', { resource: 'pods', namespace: 'dev', name: 'p' })
  const { reason } = createAuthorizer(store).authorize(attributes)
  expect(forbidden(attributes, reason).message).toBe(
    'pods "p" is forbidden: User "jane" cannot get resource "pods" in API group "" in the namespace "dev": RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found',
  )
})

it('lets CoreDNS see EndpointSlices until its right is taken away', () => {
  const store = storeWithPolicy()
  const { authorize } = createAuthorizer(store)
  const coredns = user('system:serviceaccount:kube-system:coredns', 'system:serviceaccounts')
  const slices = wants(coredns, 'list', { group: 'discovery.k8s.io', resource: 'endpointslices' })
  expect(authorize(slices).allowed).toBe(true)
  store.remove(clusterRoles, '', 'system:coredns')
  expect(authorize(slices).allowed).toBe(false)
})

it('writes what is forbidden as the API server does', () => {
  const text = (attributes: Parameters<typeof forbidden>[0]) => forbidden(attributes, '').message
  expect(text(wants(jane, 'list', { resource: 'pods', namespace: 'default' }))).toBe(
    'pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "default"',
  )
  expect(text(wants(jane, 'list', { resource: 'nodes' }))).toBe(
    'nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope',
  )
  const log = { resource: 'pods', subresource: 'log', name: 'p', namespace: 'd' }
  expect(text(wants(jane, 'get', log))).toBe(
    'pods "p" is forbidden: User "jane" cannot get resource "pods/log" in API group "" in the namespace "d"',
  )
  expect(text({ user: user('<x>'), verb: 'get', resource: null, path: '/metrics' })).toBe(
    'forbidden: User "&lt;x&gt;" cannot get path "/metrics"',
  )
  expect(
    forbidden(wants(jane, 'get', { group: 'apps', resource: 'deployments', name: 'd' }), '').status,
  ).toMatchObject({
    code: 403,
    reason: 'Forbidden',
    details: { name: 'd', group: 'apps', kind: 'deployments' },
  })
})
