import { expect, it } from 'vitest'
import { storeWithPolicy, user } from './access-testing.ts'
import { createAuthorizer } from './authorizer.ts'
import { impersonated, type DistinctHeaders } from './impersonation.ts'

const authorizer = createAuthorizer(storeWithPolicy())
const admin = user('kubernetes-admin', 'kubeadm:cluster-admins', 'system:authenticated')
const as = (headers: DistinctHeaders, who = admin) => impersonated(authorizer, who, headers)

it('leaves who does not ask for it alone', () => {
  expect(as({ accept: ['*/*'] })).toBe(admin)
})

it('acts as a user with groups, uid and extra', () => {
  expect(as({ 'impersonate-user': ['jane'] })).toEqual({
    name: 'jane',
    groups: ['system:authenticated'],
    extra: {},
  })
  expect(
    as({
      'impersonate-user': ['jane'],
      'impersonate-group': ['dev', 'ops'],
      'impersonate-uid': ['1'],
      'impersonate-extra-acme.com%2fscopes': ['a', 'b'],
    }),
  ).toEqual({
    name: 'jane',
    uid: '1',
    groups: ['dev', 'ops', 'system:authenticated'],
    extra: { 'acme.com/scopes': ['a', 'b'] },
  })
})

it('gives a ServiceAccount and the anonymous their own groups', () => {
  expect(as({ 'impersonate-user': ['system:serviceaccount:dev:bot'] }).groups).toEqual([
    'system:serviceaccounts',
    'system:serviceaccounts:dev',
    'system:authenticated',
  ])
  expect(as({ 'impersonate-user': ['system:anonymous'] }).groups).toEqual(['system:unauthenticated'])
})

it('wants the right to impersonate each part', () => {
  const jane = user('jane', 'system:authenticated')
  expect(() => as({ 'impersonate-user': ['root'] }, jane)).toThrow(
    'users "root" is forbidden: User "jane" cannot impersonate resource "users" in API group "" at the cluster scope',
  )
  expect(() => as({ 'impersonate-user': ['system:serviceaccount:dev:bot'] }, jane)).toThrow(
    'serviceaccounts "bot" is forbidden: User "jane" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "dev"',
  )
})

it('refuses groups without a user', () => {
  expect(() => as({ 'impersonate-group': ['dev'] })).toThrow(
    'requested [{Group  dev    }] without impersonating a user',
  )
})
