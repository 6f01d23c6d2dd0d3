import { goQuote, goQuoteList } from '../meta/go-quote.ts'
import type { UserInfo } from '../registry/writer.ts'
import type { PolicyRule } from '../schema/kubernetes-types.ts'

/** What a user who grants more than he has is told. Source: RBAC's `ConfirmNoEscalation`. */
export function escalationText(user: UserInfo, missing: readonly PolicyRule[], error: string): string {
  const rules = [...new Set(compacted(missing).map(ruleText))].sort()
  const text = `user ${goQuote(user.name)} (groups=${goQuoteList(user.groups)}) is attempting to grant RBAC permissions not currently held:\n${rules.join('\n')}`
  return error === '' ? text : `${text}; resolution errors: [${error}]`
}

/** Joins the verbs of rules for one resource (and one name); RBAC's `CompactRules`. */
function compacted(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const byTarget = new Map<string, PolicyRule>()
  for (const rule of rules) {
    const isPath = rule.nonResourceURLs !== undefined
    const target = JSON.stringify(isPath ? rule : { ...rule, verbs: [] })
    const known = byTarget.get(target)
    byTarget.set(target, known === undefined ? rule : { ...known, verbs: [...known.verbs, ...rule.verbs] })
  }
  return [...byTarget.values()]
}

function ruleText(rule: PolicyRule): string {
  const { apiGroups, resources, nonResourceURLs, resourceNames, verbs } = rule
  const parts = [
    ['APIGroups', apiGroups],
    ['Resources', resources],
    ['NonResourceURLs', nonResourceURLs],
    ['ResourceNames', resourceNames],
    ['Verbs', verbs],
  ] as const
  const shown = parts.flatMap(([name, list]) => (list?.length ? [`${name}:${goQuoteList(list)}`] : []))
  return `{${shown.join(', ')}}`
}
