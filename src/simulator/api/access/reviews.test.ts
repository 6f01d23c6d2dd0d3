import { expect, it } from 'vitest'
import { storeWithPolicy, user } from './access-testing.ts'
import { createAuthorizer } from './authorizer.ts'
import { reviews } from './reviews.ts'
import { newTokenKey, tokenKey } from './token-key.ts'

const store = storeWithPolicy()
const clock = { now: () => Date.UTC(2026, 0, 1), after: () => () => undefined }
const tokens = new Map([['secret', user('jane', 'dev')]])
const key = tokenKey(newTokenKey())
const all = reviews({ store, clock, key, tokens, authorizer: createAuthorizer(store) })
const admin = user('kubernetes-admin', 'kubeadm:cluster-admins', 'system:authenticated')

function answer(resource: string, body: unknown, who = admin, namespace = ''): object | undefined {
  return all[resource]?.({ user: who, namespace }, body)
}

const self = 'selfsubjectaccessreviews.authorization.k8s.io'
const listPods = { verb: 'list', resource: 'pods', namespace: 'default' }

it('answers whether the asking user may', () => {
  const body = { kind: 'SelfSubjectAccessReview', metadata: {}, spec: { resourceAttributes: listPods } }
  expect(answer(self, body)).toEqual({
    ...body,
    status: {
      allowed: true,
      reason:
        'RBAC: allowed by ClusterRoleBinding "kubeadm:cluster-admins" of ClusterRole "cluster-admin" to Group "kubeadm:cluster-admins"',
    },
  })
  expect(answer(self, body, user('jane'))).toMatchObject({ status: { allowed: false } })
  const path = { spec: { nonResourceAttributes: { verb: 'get', path: '/healthz' } } }
  expect(answer(self, path, user('x', 'system:unauthenticated'))).toMatchObject({ status: { allowed: true } })
})

it('answers whether others may', () => {
  const others = 'subjectaccessreviews.authorization.k8s.io'
  const spec = { user: 'jane', groups: ['system:masters'], resourceAttributes: listPods }
  expect(answer(others, { spec })).toMatchObject({ status: { allowed: true } })
  expect(() => answer(others, { spec: { resourceAttributes: listPods } })).toThrow(
    'SubjectAccessReview.authorization.k8s.io "" is invalid: spec.user: Invalid value: "": at least one of user or group must be specified',
  )
  const local = 'localsubjectaccessreviews.authorization.k8s.io'
  const body = { metadata: { namespace: 'default' }, spec }
  expect(answer(local, body, admin, 'default')).toMatchObject({ status: { allowed: true } })
  expect(() => answer(local, body, admin, 'other')).toThrow('must match metadata.namespace')
})

it('wants to be asked for one thing', () => {
  expect(() => answer(self, { spec: {} })).toThrow(
    'spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
  )
  const both = { resourceAttributes: listPods, nonResourceAttributes: { verb: 'get', path: '/' } }
  expect(() => answer(self, { spec: both })).toThrow(
    'cannot be specified in combination with resourceAttributes',
  )
  expect(() => answer(self, { metadata: { name: 'x' }, spec: { resourceAttributes: listPods } })).toThrow(
    'metadata: Invalid value: {"name":"x"}: must be empty',
  )
})

it('lists the rules of a user', () => {
  const resource = 'selfsubjectrulesreviews.authorization.k8s.io'
  expect(answer(resource, { spec: { namespace: 'default' } })).toMatchObject({
    spec: {},
    status: {
      resourceRules: expect.arrayContaining([
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
      ]) as unknown,
      nonResourceRules: expect.arrayContaining([{ verbs: ['*'], nonResourceURLs: ['*'] }]) as unknown,
      incomplete: false,
    },
  })
  expect(() => answer(resource, { spec: {} })).toThrow('no namespace on request')
})

it('says who the user is', () => {
  expect(answer('selfsubjectreviews.authentication.k8s.io', {})).toEqual({
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { creationTimestamp: '2026-01-01T00:00:00Z' },
    status: {
      userInfo: { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] },
    },
  })
})

it('reviews tokens', () => {
  const review = (token: string) => answer('tokenreviews.authentication.k8s.io', { spec: { token } })
  expect(review('secret')).toMatchObject({
    status: { authenticated: true, user: { username: 'jane', groups: ['dev', 'system:authenticated'] } },
  })
  expect(review('other')).toMatchObject({ status: { user: {}, error: 'invalid bearer token' } })
  expect(() => review('')).toThrow('token is required for TokenReview in authentication')
})
