import { expect, it } from 'vitest'
import { bootstrapPolicy } from './bootstrap-policy.ts'
import { aggregatedRules } from './cluster-role-aggregation.ts'
import type { ClusterRole } from '../schema/kubernetes-types.ts'

it('gives view what the roles with its label have, and edit what view has', () => {
  let roles: readonly ClusterRole[] = [...bootstrapPolicy().clusterRoles].sort((a, b) =>
    (a.metadata?.name ?? '') < (b.metadata?.name ?? '') ? -1 : 1,
  )
  const rulesOf = (name: string) => roles.find(({ metadata }) => metadata?.name === name)?.rules ?? []
  for (let round = 0; round < 3; round += 1) {
    roles = roles.map((role) =>
      role.aggregationRule === undefined ? role : { ...role, rules: aggregatedRules(role, roles) },
    )
  }
  expect(rulesOf('view')).toEqual(rulesOf('system:aggregate-to-view'))
  expect(rulesOf('edit')).toEqual([...rulesOf('system:aggregate-to-edit'), ...rulesOf('view')])
  expect(rulesOf('admin')).toEqual([...rulesOf('edit'), ...rulesOf('system:aggregate-to-admin')])
})

it('takes a rule once, and none of the role itself', () => {
  const rule = { apiGroups: [''], resources: ['pods'], verbs: ['get'] }
  const labels = { a: 'b' }
  const aggregationRule = { clusterRoleSelectors: [{ matchLabels: labels }] }
  const role = { metadata: { name: 'x', labels }, aggregationRule, rules: [{ ...rule, verbs: ['list'] }] }
  const other = (name: string) => ({ metadata: { name, labels }, rules: [rule] })
  expect(aggregatedRules(role, [other('a'), other('b'), role])).toEqual([rule])
  expect(aggregatedRules(role, [{ metadata: { name: 'c' }, rules: [rule] }])).toEqual([])
})
