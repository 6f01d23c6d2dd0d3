import { duplicateValue, invalidValue, notSupported, required, tooLong } from '../../meta/field-errors.ts'
import type { Container, ContainerResizePolicy } from '../../schema/kubernetes-types.ts'
import { checkOneOf, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'

const restartPolicies = ['Always', 'Never', 'OnFailure']

/** core `validateContainerRestartPolicy`: a container's own restart policy and its rules. */
export function* checkRestartPolicy(path: string, container: Container): FieldErrors {
  const rules = list(container.restartPolicyRules)
  const policy = container.restartPolicy
  if (policy === undefined) {
    if (rules.length > 0) {
      yield required(`${path}.restartPolicy`, 'must specify restartPolicy when restart rules are used')
    }
  } else if (!restartPolicies.includes(policy)) {
    yield notSupported(`${path}.restartPolicy`, policy, restartPolicies)
  }
  if (rules.length > 20) yield tooLong(`${path}.restartPolicyRules`, 20)
  for (const [index, rule] of rules.entries()) {
    const at = `${path}.restartPolicyRules[${index}]`
    if (rule.action !== 'Restart') yield notSupported(`${at}.action`, text(rule.action), ['Restart'])
    if (rule.exitCodes === undefined) yield required(`${at}.exitCodes`, 'must be specified')
    else if (rule.exitCodes.operator !== 'In' && rule.exitCodes.operator !== 'NotIn') {
      yield notSupported(`${at}.exitCodes.operator`, text(rule.exitCodes.operator), ['In', 'NotIn'])
    }
  }
}

/** core `validateResizePolicy`. */
export function* checkResizePolicy(
  path: string,
  policies: readonly ContainerResizePolicy[],
  podRestartPolicy: string | undefined,
): FieldErrors {
  const seen = new Set<string>()
  for (const [index, { resourceName, restartPolicy }] of policies.entries()) {
    if (seen.has(resourceName)) yield duplicateValue(`${path}[${index}]`, resourceName)
    seen.add(resourceName)
    yield* checkOneOf(path, resourceName, ['cpu', 'memory'])
    yield* checkOneOf(path, restartPolicy, ['NotRequired', 'RestartContainer'])
    if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired') {
      const detail = "must be 'NotRequired' when `restartPolicy` is 'Never'"
      yield invalidValue(path, text(restartPolicy), detail)
    }
  }
}
