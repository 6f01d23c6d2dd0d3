import type { PolicyRule } from '../schema/kubernetes-types.ts'
import { urlCovers } from './rule-matching.ts'

/**
 * The parts of `rules` that no rule of `owned` covers, one verb, resource and name each. Source: component-helpers
 * `validation.Covers`.
 */
export function uncoveredRules(
  owned: readonly PolicyRule[],
  rules: readonly PolicyRule[],
): readonly PolicyRule[] {
  return rules.flatMap(partsOf).filter((part) => !owned.some((rule) => covers(rule, part)))
}

function partsOf(rule: PolicyRule): readonly PolicyRule[] {
  const { apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [], verbs } = rule
  const names = resourceNames.length > 0 ? resourceNames.map((name) => ({ resourceNames: [name] })) : [{}]
  return [
    ...apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.flatMap((verb) =>
          names.map((name) => ({ apiGroups: [group], resources: [resource], verbs: [verb], ...name })),
        ),
      ),
    ),
    ...nonResourceURLs.flatMap((url) => verbs.map((verb) => ({ nonResourceURLs: [url], verbs: [verb] }))),
  ]
}

function covers(owned: PolicyRule, part: PolicyRule): boolean {
  const names = owned.resourceNames ?? []
  return (
    hasAll(owned.verbs, part.verbs) &&
    hasAll(owned.apiGroups ?? [], part.apiGroups ?? []) &&
    (part.resources ?? []).every((resource) => coversResource(owned.resources ?? [], resource)) &&
    (part.nonResourceURLs ?? []).every((url) =>
      (owned.nonResourceURLs ?? []).some((ownedUrl) => urlCovers(ownedUrl, url)),
    ) &&
    (names.length === 0 || (part.resourceNames?.every((name) => names.includes(name)) ?? false))
  )
}

function coversResource(owned: readonly string[], resource: string): boolean {
  const [, subresource] = /\/(.*)$/s.exec(resource) ?? []
  return (
    owned.includes('*') ||
    owned.includes(resource) ||
    (subresource !== undefined && owned.includes(`*/${subresource}`))
  )
}

function hasAll(owned: readonly string[], wanted: readonly string[]): boolean {
  return owned.includes('*') || wanted.every((value) => owned.includes(value))
}
