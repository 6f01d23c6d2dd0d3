import type { Stored } from '../../object.ts'
import { pods } from '../../resource.ts'
import type { Pod, PodStatus } from '../../schema/kubernetes-types.ts'
import type { KindRules } from '../kind-rules.ts'
import { list, text } from '../zero-values.ts'
import { withMatchLabelKeys } from './match-label-keys.ts'
import { defaultPod } from './pod-defaults.ts'
import { checkPodStatusUpdate } from './pod-status-validation.ts'
import { checkPodUpdate } from './pod-update-validation.ts'
import { checkPodCreate, specOf } from './pod-validation.ts'
import { podWarnings } from './pod-warnings.ts'
import { qualityOfService } from './quality-of-service.ts'

/** `pkg/registry/core/pod/strategy.go`. */
export const podRules: KindRules<Pod> = {
  resource: pods,
  hasStatus: true,
  defaults: defaultPod,
  prepareForCreate: (pod) => ({
    ...pod,
    spec: withMatchLabelKeys(specOf(pod), pod.metadata.labels ?? {}),
    status: initialStatus(pod),
  }),
  validate: (pod) => [...checkPodCreate(pod)],
  validateUpdate: (next, previous) => [...checkPodUpdate(next, previous)],
  validateStatusUpdate: (next, previous) => [...checkPodStatusUpdate(next, previous)],
  warnings: (pod, previous) => (previous === null ? podWarnings(pod) : []),
  fieldSelectors: {
    'spec.nodeName': (pod) => text(pod.spec?.nodeName),
    'spec.restartPolicy': (pod) => text(pod.spec?.restartPolicy),
    'spec.schedulerName': (pod) => text(pod.spec?.schedulerName),
    'spec.serviceAccountName': (pod) => text(pod.spec?.serviceAccountName),
    'spec.hostNetwork': (pod) => String(pod.spec?.hostNetwork ?? false),
    'status.phase': (pod) => text(pod.status?.phase),
    'status.podIP': (pod) => text(list(pod.status?.podIPs)[0]?.ip),
    'status.nominatedNodeName': (pod) => text(pod.status?.nominatedNodeName),
  },
}

/** A new Pod's status; one with scheduling gates says that it waits for them. */
function initialStatus(pod: Stored<Pod>): PodStatus {
  const spec = specOf(pod)
  const gated = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
  }
  return {
    phase: 'Pending',
    ...(list(spec.schedulingGates).length > 0 && { conditions: [gated] }),
    qosClass: qualityOfService(spec),
  }
}
