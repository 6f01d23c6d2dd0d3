import type { PolicyRule } from '../schema/kubernetes-types.ts'
import type { AccessAttributes } from './access-attributes.ts'

/** Whether one rule allows what is asked for. Source: RBAC's `RuleAllows`. */
export function ruleAllows(rule: PolicyRule, { verb, resource, path }: AccessAttributes): boolean {
  if (!has(rule.verbs, verb)) return false
  if (resource === null) return (rule.nonResourceURLs ?? []).some((url) => urlCovers(url, path))
  const names = rule.resourceNames ?? []
  return (
    has(rule.apiGroups, resource.group) &&
    resourceMatches(rule.resources ?? [], resource.resource, resource.subresource) &&
    (names.length === 0 || names.includes(resource.name))
  )
}

/** `*` covers everything, `/healthz/*` what is below. */
export function urlCovers(rule: string, path: string): boolean {
  return rule === path || (rule.endsWith('*') && path.startsWith(rule.replace(/\*+$/, '')))
}

function resourceMatches(rules: readonly string[], resource: string, subresource: string): boolean {
  const combined = subresource === '' ? resource : `${resource}/${subresource}`
  return rules.some(
    (rule) => rule === '*' || rule === combined || (subresource !== '' && rule === `*/${subresource}`),
  )
}

function has(list: readonly string[] | undefined, value: string): boolean {
  return list !== undefined && (list.includes('*') || list.includes(value))
}
