import { parseQuantity, quantityText } from '../../meta/quantity.ts'
import type { Quantity, ResourceRequirements } from '../../schema/kubernetes-types.ts'
import { compact, mapped } from '../zero-values.ts'

type Amounts = Readonly<Record<string, Quantity>>

/** Requirements as the API answers them; throws a QuantityError for what is no quantity. */
export function defaultResources(resources: ResourceRequirements): ResourceRequirements {
  return compact({
    ...resources,
    limits: mapped(resources.limits, canonicalAmounts),
    requests: mapped(resources.requests, canonicalAmounts),
  })
}

/** core/v1 `SetDefaults_ResourceList`: rounded up to thousandths, in canonical form. */
function canonicalAmounts(amounts: Amounts): Amounts {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, roundedToMilli(amount)]))
}

const milli = 1_000_000n

function roundedToMilli(amount: Quantity): string {
  const quantity = parseQuantity(amount)
  if (quantity.nanos % milli === 0n) return quantityText(quantity)
  const up = quantity.nanos > 0n ? 1n : -1n
  return quantityText({ nanos: (quantity.nanos / milli + up) * milli, format: quantity.format })
}
