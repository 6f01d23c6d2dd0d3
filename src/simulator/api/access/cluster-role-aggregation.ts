import type { Controller } from '../../controllers/controller.ts'
import type { Client } from '../client.ts'
import { sameJson } from '../storage/json-equality.ts'
import { clusterRoles } from '../resource.ts'
import type { ClusterRole, PolicyRule } from '../schema/kubernetes-types.ts'
import { matchesLabels } from '../selectors/label-requirement.ts'
import { selectorRequirements } from '../selectors/label-selector.ts'

/** Keeps the rules of ClusterRoles with an aggregationRule. Source: kube-controller-manager's `clusterroleaggregation`. */
export const clusterRoleAggregation: Controller = ({ clientAs }) => {
  const client = clientAs(
    'system:serviceaccount:kube-system:clusterrole-aggregation-controller',
    'clusterrole-aggregation-controller',
  )
  return client.watch(clusterRoles, () => aggregate(client))
}

function aggregate(client: Client): void {
  const all = client.list(clusterRoles, null)
  for (const role of all) {
    if (role.aggregationRule === undefined) continue
    const rules = aggregatedRules(role, all)
    if (!sameJson(rules, role.rules ?? [])) client.update(clusterRoles, { ...role, rules })
  }
}

/** The rules of all roles that a role's selectors match, by name, each rule once; `roles` sorted by name. */
export function aggregatedRules(role: ClusterRole, roles: readonly ClusterRole[]): readonly PolicyRule[] {
  const rules: PolicyRule[] = []
  for (const selector of role.aggregationRule?.clusterRoleSelectors ?? []) {
    const requirements = selectorRequirements(selector)
    for (const { metadata, rules: theirs } of roles) {
      if (metadata?.name === role.metadata?.name || !matchesLabels(requirements, metadata?.labels)) continue
      for (const rule of theirs ?? []) if (!rules.some((known) => sameJson(known, rule))) rules.push(rule)
    }
  }
  return rules
}
