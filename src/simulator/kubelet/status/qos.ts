import type { Pod } from '../../api/schema/kubernetes-types.ts'

/** The Pod's quality-of-service class (kubernetes `pkg/apis/core/v1/helper/qos`): CPU and memory decide. */
export function qosClassOf({ spec }: Pick<Pod, 'spec'>): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]
  const used = ['cpu', 'memory'] as const
  const set = (value: unknown) => value !== undefined && value !== '0' && value !== 0
  const any = containers.some(({ resources }) =>
    used.some((name) => set(resources?.requests?.[name]) || set(resources?.limits?.[name])),
  )
  if (!any) return 'BestEffort'
  const guaranteed = containers.every(({ resources }) =>
    used.every((name) => {
      const limit = resources?.limits?.[name]
      return set(limit) && (resources?.requests?.[name] ?? limit) === limit
    }),
  )
  return guaranteed ? 'Guaranteed' : 'Burstable'
}
