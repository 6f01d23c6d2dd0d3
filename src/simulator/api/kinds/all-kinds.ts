import type { ApiObject } from '../object.ts'
import { groupResource, type Resource } from '../resource.ts'
import { configMapRules } from './config-map/config-map-rules.ts'
import { controllerRevisionRules } from './controller-revision/controller-revision-rules.ts'
import { cronJobRules } from './cron-job/cron-job-rules.ts'
import { customResourceDefinitionRules } from './custom-resource-definition/custom-resource-definition-rules.ts'
import { daemonSetRules } from './daemon-set/daemon-set-rules.ts'
import { deploymentRules } from './deployment/deployment-rules.ts'
import { endpointSliceRules } from './endpoint-slice/endpoint-slice-rules.ts'
import { endpointsRules } from './endpoints/endpoints-rules.ts'
import { eventRules } from './event/event-rules.ts'
import { horizontalPodAutoscalerRules } from './horizontal-pod-autoscaler/horizontal-pod-autoscaler-rules.ts'
import { ingressClassRules } from './ingress-class/ingress-class-rules.ts'
import { ingressRules } from './ingress/ingress-rules.ts'
import { ipAddressRules } from './ip-address/ip-address-rules.ts'
import { jobRules } from './job/job-rules.ts'
import type { KindRules } from './kind-rules.ts'
import { leaseRules } from './lease/lease-rules.ts'
import { namespaceRules } from './namespace/namespace-rules.ts'
import { networkPolicyRules } from './network-policy/network-policy-rules.ts'
import { nodeRules } from './node/node-rules.ts'
import { podDisruptionBudgetRules } from './pod-disruption-budget/pod-disruption-budget-rules.ts'
import { podRules } from './pod/pod-rules.ts'
import { replicaSetRules } from './replica-set/replica-set-rules.ts'
import { clusterRoleBindingRules, roleBindingRules } from './role-binding/role-binding-rules.ts'
import { clusterRoleRules, roleRules } from './role/role-rules.ts'
import { secretRules } from './secret/secret-rules.ts'
import { serviceAccountRules } from './service-account/service-account-rules.ts'
import { serviceCidrRules } from './service-cidr/service-cidr-rules.ts'
import { serviceRules } from './service/service-rules.ts'
import { statefulSetRules } from './stateful-set/stateful-set-rules.ts'

/** Rules of a kind whose type the caller does not know: only objects of that kind may be given to them. */
export type AnyKindRules = KindRules<ApiObject>

/** Every kind that the API serves without a CustomResourceDefinition. */
export const kindRules: readonly AnyKindRules[] = [
  untyped(podRules),
  untyped(serviceRules),
  untyped(endpointsRules),
  untyped(nodeRules),
  untyped(namespaceRules),
  untyped(configMapRules),
  untyped(secretRules),
  untyped(serviceAccountRules),
  untyped(eventRules),
  untyped(deploymentRules),
  untyped(replicaSetRules),
  untyped(statefulSetRules),
  untyped(daemonSetRules),
  untyped(controllerRevisionRules),
  untyped(jobRules),
  untyped(cronJobRules),
  untyped(endpointSliceRules),
  untyped(ingressRules),
  untyped(ingressClassRules),
  untyped(networkPolicyRules),
  untyped(ipAddressRules),
  untyped(serviceCidrRules),
  untyped(roleRules),
  untyped(roleBindingRules),
  untyped(clusterRoleRules),
  untyped(clusterRoleBindingRules),
  untyped(leaseRules),
  untyped(podDisruptionBudgetRules),
  untyped(horizontalPodAutoscalerRules),
  untyped(customResourceDefinitionRules),
]

/** The rules of a resource by its group and name; undefined when it is not served. */
export function kindRulesOf(resource: Pick<Resource, 'group' | 'name'>): AnyKindRules | undefined {
  return byName.get(groupResource(resource))
}

const byName = new Map(kindRules.map((rules) => [groupResource(rules.resource), rules]))

/** A registry finds rules by the resource of the object that it has, so each gets objects of its own kind alone. */
function untyped<T extends ApiObject>(rules: KindRules<T>): AnyKindRules {
  return rules as unknown as AnyKindRules
}
