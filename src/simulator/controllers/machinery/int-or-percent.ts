import type { IntOrString } from '../../api/schema/kubernetes-types.ts'

/** A number, or a share of `total` rounded up or down (`intstr.GetScaledValueFromIntOrPercent`). */
export function scaledValue(value: IntOrString, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value
  const share = (Number(value.replace(/%$/, '')) * total) / 100
  return round === 'up' ? Math.ceil(share) : Math.floor(share)
}
