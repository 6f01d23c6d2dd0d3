import { describe, expect, it } from 'vitest'
import { openFacts } from '../schema/facts.ts'
import { answerDiscovery } from './answer-discovery.ts'
import type { CustomResource } from './custom-resource.ts'
import { discoveryOf } from './discovery.ts'
import { compareVersions } from './version-order.ts'

const gatewayClass: CustomResource = {
  group: 'gateway.networking.k8s.io',
  version: 'v1',
  plural: 'gatewayclasses',
  singular: 'gatewayclass',
  kind: 'GatewayClass',
  listKind: 'GatewayClassList',
  shortNames: ['gc'],
  categories: ['gateway-api'],
  namespaced: false,
  hasStatus: true,
  hasScale: false,
  schema: { type: 'object' },
}
const builtIn = openFacts('resources/kubernetes').discovery()
const discovery = discoveryOf(builtIn, [{ ...gatewayClass, version: 'v1beta1' }, gatewayClass])
const kubectl =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,' +
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json'

describe('answerDiscovery', () => {
  it('answers aggregated to kubectl, and says so in the content type', () => {
    const answer = answerDiscovery(discovery, '/apis', kubectl, '')
    expect(answer?.contentType).toBe('application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList')
    const { items } = answer?.body as { items: { metadata: { name: string }; versions: unknown[] }[] }
    expect(items.find(({ metadata }) => metadata.name === 'apps')?.versions).toMatchObject([
      {
        version: 'v1',
        freshness: 'Current',
        resources: expect.arrayContaining([
          {
            resource: 'deployments',
            responseKind: { group: '', version: '', kind: 'Deployment' },
            scope: 'Namespaced',
            singularResource: 'deployment',
            verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
            shortNames: ['deploy'],
            categories: ['all'],
            subresources: [
              {
                subresource: 'scale',
                responseKind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
                verbs: ['get', 'patch', 'update'],
              },
              {
                subresource: 'status',
                responseKind: { group: '', version: '', kind: 'Deployment' },
                verbs: ['get', 'patch', 'update'],
              },
            ],
          },
        ]) as unknown,
      },
    ])
  })

  it('answers the core group at /api', () => {
    const { items } = answerDiscovery(discovery, '/api', kubectl, '')?.body as { items: object[] }
    expect(items).toHaveLength(1)
    expect(answerDiscovery(discovery, '/api', undefined, '10.0.0.1:6443')?.body).toEqual({
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '10.0.0.1:6443' }],
    })
  })

  it('adds custom groups at the end, with versions by preference', () => {
    const { groups } = answerDiscovery(discovery, '/apis', 'application/json', '')?.body as {
      groups: unknown[]
    }
    expect(groups.at(-1)).toEqual({
      name: 'gateway.networking.k8s.io',
      versions: [
        { groupVersion: 'gateway.networking.k8s.io/v1', version: 'v1' },
        { groupVersion: 'gateway.networking.k8s.io/v1beta1', version: 'v1beta1' },
      ],
      preferredVersion: { groupVersion: 'gateway.networking.k8s.io/v1', version: 'v1' },
    })
  })

  it('lists a custom resource as a real cluster does', () => {
    expect(answerDiscovery(discovery, '/apis/gateway.networking.k8s.io/v1', '*/*', '')?.body).toEqual({
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: 'gateway.networking.k8s.io/v1',
      resources: [
        {
          name: 'gatewayclasses',
          singularName: 'gatewayclass',
          namespaced: false,
          kind: 'GatewayClass',
          verbs: ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'],
          shortNames: ['gc'],
          categories: ['gateway-api'],
          storageVersionHash: 'YwVCumQdey0=',
        },
        {
          name: 'gatewayclasses/status',
          singularName: '',
          namespaced: false,
          kind: 'GatewayClass',
          verbs: ['get', 'patch', 'update'],
        },
      ],
    })
  })

  it.each(['/apis/nothing', '/apis/apps/v2', '/api/v2', '/apis/apps/v1/deployments', '/version'])(
    'has nothing at %s',
    (path) => {
      expect(answerDiscovery(discovery, path, kubectl, '')).toBeNull()
    },
  )
})

describe('discoveryOf', () => {
  it('finds what a path stands for', () => {
    expect(discovery.find('', 'v1', 'pods')?.resource).toMatchObject({ kind: 'Pod', namespaced: true })
    expect([...(discovery.find('apps', 'v1', 'deployments')?.subresources.keys() ?? [])]).toEqual([
      'scale',
      'status',
    ])
    expect(discovery.find('', 'v1', 'pods')?.subresources.get('eviction')).toMatchObject({ group: 'policy' })
    expect(discovery.find('apps', 'v1beta1', 'deployments')).toBeNull()
  })
})

it('prefers stable versions, then higher ones', () => {
  const versions = ['v1alpha1', 'other', 'v1', 'v2', 'v1beta1', 'v10', 'v1beta2']
  expect(versions.toSorted(compareVersions)).toEqual([
    'v10',
    'v2',
    'v1',
    'v1beta2',
    'v1beta1',
    'v1alpha1',
    'other',
  ])
})
