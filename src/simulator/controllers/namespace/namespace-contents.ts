import * as resources from '../../api/resource.ts'
import { groupResource, type Resource } from '../../api/resource.ts'

/** What a namespace can hold: the built-in resources, and those of the CustomResourceDefinitions that are there now. */
export function namespacedResources(custom: readonly Resource[]): readonly Resource[] {
  const builtIn: readonly Resource[] = [
    resources.pods,
    resources.services,
    resources.endpoints,
    resources.configMaps,
    resources.secrets,
    resources.serviceAccounts,
    resources.events,
    resources.endpointSlices,
    resources.deployments,
    resources.replicaSets,
    resources.statefulSets,
    resources.daemonSets,
    resources.controllerRevisions,
    resources.jobs,
    resources.cronJobs,
    resources.ingresses,
    resources.networkPolicies,
    resources.roles,
    resources.roleBindings,
    resources.leases,
    resources.podDisruptionBudgets,
    horizontalPodAutoscalers,
  ]
  return [...builtIn, ...custom].sort((a, b) => (groupResource(a) < groupResource(b) ? -1 : 1))
}

const horizontalPodAutoscalers: Resource = {
  group: 'autoscaling',
  version: 'v2',
  name: 'horizontalpodautoscalers',
  kind: 'HorizontalPodAutoscaler',
  namespaced: true,
}
