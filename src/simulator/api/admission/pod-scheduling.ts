import { list, text } from '../kinds/zero-values.ts'
import type { AdmissionRequest } from '../registry/registry-ports.ts'
import type { Pod, Toleration } from '../schema/kubernetes-types.ts'
import { forbidden } from './forbidden.ts'

/** `scheduling.SystemPriorityClasses`: the only classes of a cluster that serves no PriorityClass. */
const systemPriorities: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
}

/** The plug-in Priority on the create of a Pod. Throws Forbidden for a class that is not there, and for a priority set by hand. */
export function withPriority(request: AdmissionRequest, pod: Pod): Pod {
  const spec = pod.spec ?? { containers: [] }
  const name = text(spec.priorityClassName)
  const priority = name === '' ? 0 : systemPriorities[name]
  if (priority === undefined) throw forbidden(request, `no PriorityClass with name ${name} was found`)
  if (spec.priority !== undefined && spec.priority !== priority) {
    throw forbidden(
      request,
      `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${priority} from the given PriorityClass name`,
    )
  }
  const { preemptionPolicy = 'PreemptLowerPriority' } = spec
  if (preemptionPolicy !== 'PreemptLowerPriority') {
    throw forbidden(
      request,
      `the string value of PreemptionPolicy (${preemptionPolicy}) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name`,
    )
  }
  return { ...pod, spec: { ...spec, priority, preemptionPolicy } }
}

/** The plug-in Priority on an update: what admission once computed need not be sent again. */
export function keepPriority(pod: Pod, previous: Pod): Pod {
  if (pod.spec === undefined) return pod
  const priority = pod.spec.priority ?? previous.spec?.priority
  const preemptionPolicy = pod.spec.preemptionPolicy ?? previous.spec?.preemptionPolicy
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(priority !== undefined && { priority }),
      ...(preemptionPolicy !== undefined && { preemptionPolicy }),
    },
  }
}

const evictionSeconds = 300

/** The plug-in DefaultTolerationSeconds: a Pod stays five minutes on a node that is lost. */
export function withDefaultTolerations(pod: Pod): Pod {
  const spec = pod.spec ?? { containers: [] }
  const given = list(spec.tolerations)
  const added = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].flatMap(
    (key): readonly Toleration[] =>
      given.some((toleration) => tolerates(toleration, key))
        ? []
        : [{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: evictionSeconds }],
  )
  return added.length === 0 ? pod : { ...pod, spec: { ...spec, tolerations: [...given, ...added] } }
}

function tolerates({ key, effect }: Toleration, wanted: string): boolean {
  return ['', wanted].includes(text(key)) && ['', 'NoExecute'].includes(text(effect))
}

/** The plug-in RuntimeClass: the cluster has none, so a Pod may name none. Throws Forbidden. */
export function checkRuntimeClass(request: AdmissionRequest, pod: Pod): void {
  const name = text(pod.spec?.runtimeClassName)
  if (name !== '') throw forbidden(request, `pod rejected: RuntimeClass "${name}" not found`)
}
