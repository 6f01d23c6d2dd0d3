import { expect, test } from 'vitest'
import { requestInfoOf } from './request-info.ts'

const of = (method: string, path: string) => requestInfoOf(method, new URL(path, 'https://cluster'))

test.each([
  ['GET', '/api/v1/namespaces', { verb: 'list', resource: 'namespaces', namespace: '', name: '' }],
  [
    'GET',
    '/api/v1/namespaces/shop',
    { verb: 'get', resource: 'namespaces', namespace: 'shop', name: 'shop' },
  ],
  [
    'PUT',
    '/api/v1/namespaces/shop/finalize',
    { verb: 'update', resource: 'namespaces', name: 'shop', subresource: 'finalize' },
  ],
  ['GET', '/api/v1/namespaces/shop/pods', { verb: 'list', resource: 'pods', namespace: 'shop', name: '' }],
  ['GET', '/api/v1/namespaces/shop/pods?watch=true', { verb: 'watch', resource: 'pods' }],
  ['GET', '/api/v1/pods?watch=0', { verb: 'list', resource: 'pods', namespace: '' }],
  [
    'GET',
    '/api/v1/namespaces/shop/pods/web/log',
    { verb: 'get', resource: 'pods', name: 'web', subresource: 'log' },
  ],
  [
    'DELETE',
    '/apis/apps/v1/namespaces/shop/deployments',
    { verb: 'deletecollection', group: 'apps', version: 'v1' },
  ],
  ['GET', '/api/v1/pods?fieldSelector=metadata.name%3Dweb', { verb: 'list', name: 'web' }],
  [
    'GET',
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/view',
    { verb: 'get', namespace: '', name: 'view' },
  ],
])('%s %s', (method, path, expected) => {
  expect(of(method, path)).toMatchObject({ isResource: true, ...expected })
})

test.each(['/healthz', '/api', '/apis', '/apis/apps', '/apis/apps/v1', '/api/v1', '/openapi/v3', '/'])(
  '%s is no resource',
  (path) => {
    expect(of('GET', path)).toMatchObject({ isResource: false, verb: 'get', path })
  },
)
