import { parseQuantity } from '../../api/meta/quantity.ts'
import type { Container, Pod, Quantity } from '../../api/schema/kubernetes-types.ts'
import type { Stored } from '../../api/object.ts'

/** Amounts by resource: `cpu` in thousandths, all others in units. */
export type Amounts = ReadonlyMap<string, number>

export function amountsOf(quantities: Readonly<Record<string, Quantity>> | undefined): Amounts {
  return new Map(Object.entries(quantities ?? {}).map(([name, quantity]) => [name, amountOf(name, quantity)]))
}

/**
 * What a Pod needs at the same time: its containers and sidecars together, or an init container with the sidecars before it when that is
 * more; and its overhead. Rule: component-helpers `resource.PodRequests`.
 */
export function podRequests({ spec }: Stored<Pod>): Amounts {
  let sidecars: Amounts = new Map()
  let peak: Amounts = new Map()
  for (const container of spec?.initContainers ?? []) {
    const own = requestsOf(container)
    if (container.restartPolicy === 'Always') sidecars = added(sidecars, own)
    else peak = largest(peak, added(sidecars, own))
  }
  const running = (spec?.containers ?? []).map(requestsOf).reduce(added, sidecars)
  return added(largest(peak, running), amountsOf(spec?.overhead))
}

export function added(a: Amounts, b: Amounts): Amounts {
  return combined(a, b, (one, other) => one + other)
}

function largest(a: Amounts, b: Amounts): Amounts {
  return combined(a, b, Math.max)
}

function requestsOf({ resources }: Container): Amounts {
  return amountsOf(resources?.requests)
}

function combined(a: Amounts, b: Amounts, combine: (one: number, other: number) => number): Amounts {
  const names = new Set([...a.keys(), ...b.keys()])
  return new Map([...names].map((name) => [name, combine(a.get(name) ?? 0, b.get(name) ?? 0)]))
}

function amountOf(name: string, quantity: Quantity): number {
  const nanos = Number(parseQuantity(quantity).nanos)
  return name === 'cpu' ? nanos / 1e6 : nanos / 1e9
}
