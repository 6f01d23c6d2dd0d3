import { invalidValue, required } from '../../meta/field-errors.ts'
import { validateLabelSelector } from '../../meta/label-validation.ts'
import { clusterRoles, roles } from '../../resource.ts'
import type { ClusterRole, PolicyRule, Role } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { list } from '../zero-values.ts'

/** `pkg/registry/rbac/role/strategy.go`. */
export const roleRules: KindRules<Role> = {
  resource: roles,
  hasStatus: false,
  nameFormat: 'path-segment',
  defaults: (role) => role,
  validate: ({ rules }) => [...checkRules(rules, true)],
  validateUpdate: ({ rules }) => [...checkRules(rules, true)],
}

/** `pkg/registry/rbac/clusterrole/strategy.go`. */
export const clusterRoleRules: KindRules<ClusterRole> = {
  resource: clusterRoles,
  hasStatus: false,
  nameFormat: 'path-segment',
  defaults: (role) => role,
  validate: (role) => [...checkRules(role.rules, false), ...checkAggregation(role)],
  validateUpdate: (role) => [...checkRules(role.rules, false), ...checkAggregation(role)],
}

/** rbac `ValidatePolicyRule`, of each rule. */
function* checkRules(rules: readonly PolicyRule[] | undefined, namespaced: boolean): FieldErrors {
  for (const [index, rule] of list(rules).entries()) yield* checkRule(`rules[${index}]`, rule, namespaced)
}

function* checkRule(path: string, rule: PolicyRule, namespaced: boolean): FieldErrors {
  if (list(rule.verbs).length === 0) yield required(`${path}.verbs`, 'verbs must contain at least one value')
  const urls = list(rule.nonResourceURLs)
  const [groups, resources, names] = [rule.apiGroups, rule.resources, rule.resourceNames].map(list)
  if (urls.length > 0) {
    const field = `${path}.nonResourceURLs`
    if (namespaced) yield invalidValue(field, urls, 'namespaced rules cannot apply to non-resource URLs')
    if ([groups, resources, names].some((given) => list(given).length > 0)) {
      const detail = 'rules cannot apply to both regular resources and non-resource URLs'
      yield invalidValue(field, urls, detail)
    }
    return
  }
  if (list(groups).length === 0) {
    yield required(`${path}.apiGroups`, 'resource rules must supply at least one api group')
  }
  if (list(resources).length === 0) {
    yield required(`${path}.resources`, 'resource rules must supply at least one resource')
  }
}

function* checkAggregation({ aggregationRule }: ClusterRole): FieldErrors {
  if (aggregationRule === undefined) return
  const field = 'aggregationRule.clusterRoleSelectors'
  const selectors = list(aggregationRule.clusterRoleSelectors)
  if (selectors.length === 0) {
    yield required(field, 'at least one clusterRoleSelector required if aggregationRule is non-nil')
  }
  for (const [index, selector] of selectors.entries()) {
    yield* validateLabelSelector(selector, `${field}[${index}]`)
  }
}
