import type { Taint, Toleration } from '../../api/schema/kubernetes-types.ts'

/** Rule: component-helpers `ToleratesTaint`. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  const { key = '', effect = '', operator = 'Equal', value = '' } = toleration
  if (effect !== '' && effect !== taint.effect) return false
  if (key !== '' && key !== taint.key) return false
  if (operator === 'Exists') return true
  return key !== '' && value === (taint.value ?? '')
}

/** The taints of these effects that no toleration lets pass. */
export function untolerated(
  taints: readonly Taint[] | undefined,
  tolerations: readonly Toleration[] | undefined,
  effects: readonly string[],
): readonly Taint[] {
  return (taints ?? [])
    .filter(({ effect }) => effects.includes(effect))
    .filter((taint) => !(tolerations ?? []).some((one) => tolerates(one, taint)))
}
