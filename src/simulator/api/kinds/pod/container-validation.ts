import {
  duplicateValue,
  forbiddenField,
  invalidFor,
  invalidValue,
  notSupported,
  required,
} from '../../meta/field-errors.ts'
import { isValidPortName, isValidPortNum } from '../../meta/value-formats.ts'
import type { Container, ContainerPort, PodSpec, Volume } from '../../schema/kubernetes-types.ts'
import { checkLabel, checkOneOf, portProtocols, type FieldErrors } from '../field-checks.ts'
import { list, number, text } from '../zero-values.ts'
import { checkEnv, checkEnvFrom } from './environment-validation.ts'
import { checkLifecycle, checkProbe } from './handler-validation.ts'
import { checkResizePolicy, checkRestartPolicy } from './container-policy-validation.ts'
import { checkResources } from './resource-validation.ts'
import { checkSecurityContext } from './security-context-validation.ts'
import { checkVolumeDevices, checkVolumeMounts } from './volume-mount-validation.ts'

/** What the checks of a container need of its Pod. */
export interface PodContext {
  readonly spec: PodSpec
  readonly volumes: ReadonlyMap<string, Volume>
  readonly claims: ReadonlySet<string>
}

/** core `validateContainers`. */
export function* checkContainers(path: string, pod: PodContext): FieldErrors {
  const containers = list(pod.spec.containers)
  if (containers.length === 0) {
    yield required(path)
    return
  }
  const names = new Set<string>()
  for (const [index, container] of containers.entries()) {
    const at = `${path}[${index}]`
    yield* checkContainer(at, container, pod)
    yield* checkUnique(at, container, names)
    yield* checkHandlers(at, container, pod)
    yield* checkRestartPolicy(at, container)
  }
  yield* checkHostPorts(path, containers)
}

/** core `validateInitContainers`. */
export function* checkInitContainers(path: string, pod: PodContext): FieldErrors {
  const names = new Set(list(pod.spec.containers).map((container) => text(container.name)))
  for (const [index, container] of list(pod.spec.initContainers).entries()) {
    const at = `${path}[${index}]`
    yield* checkContainer(at, container, pod)
    if (container.restartPolicy === 'Always' && list(container.restartPolicyRules).length > 0) {
      const detail = 'restartPolicyRules are not allowed for init containers with restart policy Always'
      yield forbiddenField(`${at}.restartPolicyRules`, detail)
    } else yield* checkRestartPolicy(at, container)
    yield* checkUnique(at, container, names)
    yield* checkHostPorts(path, [container])
    if (container.restartPolicy === 'Always') yield* checkHandlers(at, container, pod)
    else {
      for (const name of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
        if (container[name] === undefined) continue
        yield forbiddenField(
          `${at}.${name}`,
          'may not be set for init containers without restartPolicy=Always',
        )
      }
    }
  }
}

/** core `validateContainerCommon`: what holds for ephemeral containers too. */
export function* checkContainer(path: string, container: Container, pod: PodContext): FieldErrors {
  const name = text(container.name)
  if (name === '') yield required(`${path}.name`)
  else yield* checkLabel(`${path}.name`, name)
  if (text(container.image) === '') yield required(`${path}.image`)
  yield* checkOneOf(`${path}.terminationMessagePolicy`, container.terminationMessagePolicy, [
    'File',
    'FallbackToLogsOnError',
  ])
  yield* checkPorts(`${path}.ports`, list(container.ports))
  yield* checkEnv(`${path}.env`, container.env)
  yield* checkEnvFrom(`${path}.envFrom`, container.envFrom)
  yield* checkVolumeMounts(`${path}.volumeMounts`, container, pod.volumes)
  yield* checkVolumeDevices(`${path}.volumeDevices`, container.volumeDevices, pod.volumes)
  yield* checkOneOf(`${path}.imagePullPolicy`, container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never'])
  yield* checkResources(`${path}.resources`, container.resources, pod.claims)
  yield* checkResizePolicy(`${path}.resizePolicy`, list(container.resizePolicy), pod.spec.restartPolicy)
  const hostUsers = pod.spec.hostUsers !== false
  yield* checkSecurityContext(`${path}.securityContext`, container.securityContext, hostUsers)
}

/** core `validateContainerOnlyForPod`: what templates may have and Pods may not. */
export function* checkImageSpace(path: string, container: Container): FieldErrors {
  const image = text(container.image)
  if (image.trim() !== image) {
    yield invalidValue(`${path}.image`, image, 'must not have leading or trailing whitespace')
  }
}

function* checkUnique(path: string, container: Container, names: Set<string>): FieldErrors {
  const name = text(container.name)
  if (names.has(name)) yield duplicateValue(`${path}.name`, name)
  names.add(name)
}

function* checkHandlers(path: string, container: Container, { spec }: PodContext): FieldErrors {
  const grace = number(spec.terminationGracePeriodSeconds)
  yield* checkLifecycle(`${path}.lifecycle`, container.lifecycle, grace, spec.os?.name)
  for (const kind of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    yield* checkProbe(`${path}.${kind}`, kind, container[kind])
  }
}

/** core `validateContainerPorts`. */
function* checkPorts(path: string, ports: readonly ContainerPort[]): FieldErrors {
  const names = new Set<string>()
  for (const [index, port] of ports.entries()) {
    const at = `${path}[${index}]`
    const name = text(port.name)
    if (name !== '') {
      const errors = isValidPortName(name)
      if (errors.length > 0) yield* invalidFor(`${at}.name`, name, errors)
      else if (names.has(name)) yield duplicateValue(`${at}.name`, name)
      else names.add(name)
    }
    const containerPort = number(port.containerPort)
    if (containerPort === 0) yield required(`${at}.containerPort`)
    else yield* invalidFor(`${at}.containerPort`, containerPort, isValidPortNum(containerPort))
    const hostPort = number(port.hostPort)
    if (hostPort !== 0) yield* invalidFor(`${at}.hostPort`, hostPort, isValidPortNum(hostPort))
    const protocol = text(port.protocol)
    if (protocol === '') yield required(`${at}.protocol`)
    else if (!portProtocols.includes(protocol)) yield notSupported(`${at}.protocol`, protocol, portProtocols)
  }
}

/** core `checkHostPortConflicts`. */
function* checkHostPorts(path: string, containers: readonly Container[]): FieldErrors {
  const taken = new Set<string>()
  for (const [index, container] of containers.entries()) {
    for (const [portIndex, port] of list(container.ports).entries()) {
      if (number(port.hostPort) === 0) continue
      const key = `${text(port.protocol)}/${text(port.hostIP)}/${number(port.hostPort)}`
      if (taken.has(key)) yield duplicateValue(`${path}[${index}].ports[${portIndex}].hostPort`, key)
      taken.add(key)
    }
  }
}
