import { forbiddenField, invalidFor, invalidValue } from '../../meta/field-errors.ts'
import { isValidIpForLegacyField } from '../../meta/ip-addresses.ts'
import { validateImmutable } from '../../meta/object-meta-validation.ts'
import { isQualifiedName } from '../../meta/qualified-names.ts'
import type { Container, ContainerStatus, Pod, PodSpec } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'
import { specOf } from './pod-validation.ts'

/** core `ValidatePodStatusUpdate`. */
export function* checkPodStatusUpdate(next: Pod, previous: Pod): FieldErrors {
  const status = next.status ?? {}
  const old = previous.status ?? {}
  const system = ['PodScheduled', 'Ready', 'Initialized']
  for (const [index, { type }] of list(status.conditions).entries()) {
    if (!system.includes(type)) {
      yield* invalidFor(`status.conditions[${index}].Type`, type, isQualifiedName(type))
    }
  }
  yield* validateImmutable(status.qosClass ?? '', old.qosClass ?? '', 'status.qosClass')
  const spec = specOf(previous)
  for (const [field, containers] of [
    ['containerStatuses', list(spec.containers)],
    ['initContainerStatuses', list(spec.initContainers)],
    ['ephemeralContainerStatuses', []],
  ] as const) {
    yield* checkTransitions(`status.${field}`, list(status[field]), list(old[field]), containers, spec)
  }
  for (const [index, { ip }] of list(status.podIPs).entries()) {
    yield* invalidFor(`status.podIPs[${index}]`, text(ip), isValidIpForLegacyField(text(ip)))
  }
  const [host] = list(status.hostIPs)
  if (host !== undefined && host.ip !== status.hostIP) {
    yield invalidValue('status.hostIPs[0].ip', host.ip, 'must be equal to `hostIP`')
  }
}

/** core `ValidateContainerStateTransition`: what ended and must not start again stays ended. */
function* checkTransitions(
  path: string,
  statuses: readonly ContainerStatus[],
  previous: readonly ContainerStatus[],
  containers: readonly Container[],
  spec: PodSpec,
): FieldErrors {
  for (const [index, old] of previous.entries()) {
    const ended = old.state?.terminated
    const now = statuses.find(({ name }) => name === old.name)
    if (ended === undefined || now === undefined || now.state?.terminated !== undefined) continue
    const container = containers.find(({ name }) => name === old.name)
    if (container === undefined || !mayRestart(container, spec, ended.exitCode)) {
      yield forbiddenField(`${path}[${index}].state`, 'may not be transitioned to non-terminated state')
    }
  }
}

/** `podutil.ContainerShouldRestart`. */
function mayRestart(container: Container, spec: PodSpec, exitCode: number): boolean {
  const rule = list(container.restartPolicyRules).find(({ exitCodes }) => {
    const named = list(exitCodes?.values).includes(exitCode)
    return exitCodes?.operator === 'In' ? named : exitCodes?.operator === 'NotIn' && !named
  })
  if (rule?.action === 'Restart') return true
  const policy = container.restartPolicy ?? spec.restartPolicy
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0)
}
