import { compareQuantities, parseQuantity } from '../../meta/quantity.ts'
import type { Container, PodSpec, Quantity } from '../../schema/kubernetes-types.ts'
import { list } from '../zero-values.ts'

/**
 * The class of a Pod by its requests and limits of cpu and memory: Guaranteed when every container has equal ones, BestEffort when none
 * has any. Source: `pkg/apis/core/v1/helper/qos.ComputePodQOS`.
 */
export function qualityOfService(spec: PodSpec): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const holders: readonly Pick<Container, 'resources'>[] =
    spec.resources !== undefined && Object.keys(spec.resources).length > 0
      ? [{ resources: spec.resources }]
      : [...list(spec.containers), ...list(spec.initContainers)]
  const amounts = holders.map(({ resources }) => ({
    requests: computeAmounts(resources?.requests),
    limits: computeAmounts(resources?.limits),
  }))
  if (amounts.every(({ requests, limits }) => requests.size === 0 && limits.size === 0)) return 'BestEffort'
  const guaranteed = amounts.every(({ requests, limits }) =>
    ['cpu', 'memory'].every((name) => {
      const limit = limits.get(name)
      const request = requests.get(name) ?? limit
      return (
        limit !== undefined &&
        request !== undefined &&
        compareQuantities(parseQuantity(request), parseQuantity(limit)) === 0
      )
    }),
  )
  return guaranteed ? 'Guaranteed' : 'Burstable'
}

function computeAmounts(amounts: Readonly<Record<string, Quantity>> | undefined): Map<string, Quantity> {
  const counted = Object.entries(amounts ?? {}).filter(
    ([name, amount]) => (name === 'cpu' || name === 'memory') && parseQuantity(amount).nanos > 0n,
  )
  return new Map(counted)
}
