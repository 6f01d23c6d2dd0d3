import type { PolicyRule, Subject } from '../schema/kubernetes-types.ts'

/**
 * Rules, one a line, lists with commas: `GROUPS RESOURCES VERBS [NAMES]`, the core group as `core`; or `url PATHS VERBS`.
 */
export type RuleTexts = readonly string[]

/** The rule of one line. Throws for a line that is none. */
export function policyRule(text: string): PolicyRule {
  const [first, second, third, fourth] = text.split(' ').map((part) => part.split(','))
  if (first === undefined || second === undefined || third === undefined) {
    throw new Error(`no policy rule: ${text}`)
  }
  if (first[0] === 'url') return { nonResourceURLs: second, verbs: third }
  return {
    apiGroups: first.map((group) => (group === 'core' ? '' : group)),
    ...(fourth !== undefined && { resourceNames: fourth }),
    resources: second,
    verbs: third,
  }
}

/** `Group system:nodes`, `User kube`, `ServiceAccount kube-system/coredns` */
export function subject(text: string): Subject {
  const [kind = '', name = ''] = text.split(' ')
  if (kind !== 'ServiceAccount') return { apiGroup: 'rbac.authorization.k8s.io', kind, name }
  const [namespace = '', account = ''] = name.split('/')
  return { kind, name: account, namespace }
}
