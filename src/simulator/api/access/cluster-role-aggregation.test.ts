import { expect, it } from 'vitest'
import type { Client, ClientEvent } from '../client.ts'
import type { ApiObject, Stored, StoredObject } from '../object.ts'
import { clusterRoles, type Resource } from '../resource.ts'
import type { ClusterRole, PolicyRule } from '../schema/kubernetes-types.ts'
import type { Store } from '../storage/store.ts'
import { stored, storeWithPolicy } from './access-testing.ts'
import { bootstrapPolicy } from './bootstrap-policy.ts'
import { aggregatedRules, clusterRoleAggregation } from './cluster-role-aggregation.ts'

const missing = stored({})

/** As much of a client as the controller uses. */
function clientOf(store: Store): Client {
  const list = <T extends ApiObject>(resource: Resource<T>) =>
    store.list(resource, null) as readonly Stored<T>[]
  const client: Pick<Client, 'list' | 'update' | 'watch'> = {
    list,
    update: (resource, object) => store.update(resource, object) as typeof object,
    watch<T extends ApiObject>(resource: Resource<T>, tell: (event: ClientEvent<T>) => void) {
      const from = store.revision()
      for (const object of list(resource)) tell({ type: 'ADDED', object, previous: null })
      return store.watch(resource, from, (event) => tell(event as unknown as ClientEvent<T>))
    },
  }
  return client as Client
}

it('fills in the aggregated roles, and follows changes until it is stopped', async () => {
  const store = storeWithPolicy()
  const rulesOf = (name: string): readonly PolicyRule[] => {
    const role: StoredObject & Pick<ClusterRole, 'rules'> = store.get(clusterRoles, '', name) ?? missing
    return role.rules ?? []
  }
  const settled = () => new Promise((resolve) => void setImmediate(resolve))
  const context = {
    clock: { now: () => 0, after: () => () => undefined },
    random: { bytes: (count: number) => new Uint8Array(count), below: () => 0 },
    clientAs: () => clientOf(store),
  }
  const stop = clusterRoleAggregation(context)
  await settled()
  expect(rulesOf('admin').length).toBeGreaterThan(rulesOf('edit').length)
  const settledAt = store.revision()
  await settled()
  expect(store.revision()).toBe(settledAt)

  const view = store.get(clusterRoles, '', 'system:aggregate-to-view')
  if (view === null) throw new Error('no role to change')
  store.update(clusterRoles, { ...view, rules: [] } as typeof view)
  await settled()
  expect(rulesOf('view')).toEqual([])
  expect(rulesOf('edit')).toEqual(rulesOf('system:aggregate-to-edit'))
  stop()
})

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
