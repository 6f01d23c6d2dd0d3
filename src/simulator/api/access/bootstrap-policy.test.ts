import { expect, it } from 'vitest'
import { bootstrapPolicy } from './bootstrap-policy.ts'
import { policyRule } from './policy-notation.ts'

const policy = bootstrapPolicy()
const namesOf = (
  objects: readonly { readonly metadata?: { readonly name?: string | undefined } | undefined }[],
) => objects.map(({ metadata }) => metadata?.name ?? '')

it('has each object once, and no binding to a role that it lacks', () => {
  const roleNames = namesOf(policy.clusterRoles)
  expect(new Set(roleNames).size).toBe(roleNames.length)
  for (const { roleRef } of policy.clusterRoleBindings) expect(roleNames).toContain(roleRef.name)
  const places = policy.roles.map(({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`)
  expect(new Set(places).size).toBe(places.length)
  for (const { metadata, roleRef } of policy.roleBindings) {
    expect(places).toContain(`${metadata?.namespace ?? ''}/${roleRef.name}`)
  }
})

it('has what a learner looks for', () => {
  expect(namesOf(policy.clusterRoles)).toEqual(
    expect.arrayContaining([
      'cluster-admin',
      'admin',
      'edit',
      'view',
      'system:coredns',
      'system:kube-scheduler',
    ]),
  )
  const coredns = policy.clusterRoles.find(({ metadata }) => metadata?.name === 'system:coredns')
  expect(coredns).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'system:coredns' },
    rules: [
      {
        apiGroups: [''],
        resources: ['endpoints', 'services', 'pods', 'namespaces'],
        verbs: ['list', 'watch'],
      },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ],
  })
  const view = policy.clusterRoles.find(({ metadata }) => metadata?.name === 'view')
  expect(view?.metadata).toEqual({
    name: 'view',
    annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
    labels: {
      'kubernetes.io/bootstrapping': 'rbac-defaults',
      'rbac.authorization.k8s.io/aggregate-to-edit': 'true',
    },
  })
})

it('binds a controller to its ServiceAccount', () => {
  const binding = policy.clusterRoleBindings.find(
    ({ metadata }) => metadata?.name === 'system:controller:deployment-controller',
  )
  expect(binding?.subjects).toEqual([
    { kind: 'ServiceAccount', name: 'deployment-controller', namespace: 'kube-system' },
  ])
})

it('reads rules of one line', () => {
  expect(policyRule('core,apps pods,deployments get,list a')).toEqual({
    apiGroups: ['', 'apps'],
    resources: ['pods', 'deployments'],
    verbs: ['get', 'list'],
    resourceNames: ['a'],
  })
  expect(policyRule('url /healthz get')).toEqual({ nonResourceURLs: ['/healthz'], verbs: ['get'] })
  expect(() => policyRule('core pods')).toThrow('no policy rule: core pods')
})
