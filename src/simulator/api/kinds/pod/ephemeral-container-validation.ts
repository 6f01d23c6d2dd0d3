import { duplicateValue, forbiddenField } from '../../meta/field-errors.ts'
import type { EphemeralContainer } from '../../schema/kubernetes-types.ts'
import { notFoundValue, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'
import { checkContainer, checkImageSpace, type PodContext } from './container-validation.ts'

/** core `validateEphemeralContainers`. */
export function* checkEphemeralContainers(path: string, pod: PodContext): FieldErrors {
  const others = [...list(pod.spec.containers), ...list(pod.spec.initContainers)].map(({ name }) => name)
  const names = new Set(others)
  for (const [index, container] of list(pod.spec.ephemeralContainers).entries()) {
    const at = `${path}[${index}]`
    yield* checkContainer(at, container, pod)
    yield* checkImageSpace(at, container)
    if (names.has(container.name)) yield duplicateValue(`${at}.name`, container.name)
    names.add(container.name)
    const target = text(container.targetContainerName)
    if (target !== '' && !others.includes(target)) yield notFoundValue(`${at}.targetContainerName`, target)
    yield* checkAllowedFields(at, container)
  }
}

const refused = 'cannot be set for an Ephemeral Container'

/** core `allowedEphemeralContainerFields`, in the order of the fields in Go. */
function* checkAllowedFields(path: string, container: EphemeralContainer): FieldErrors {
  if (list(container.ports).length > 0) yield forbiddenField(`${path}.ports`, refused)
  if (Object.keys(container.resources ?? {}).length > 0) yield forbiddenField(`${path}.resources`, refused)
  for (const field of [
    'resizePolicy',
    'restartPolicy',
    'restartPolicyRules',
    'livenessProbe',
    'readinessProbe',
    'startupProbe',
    'lifecycle',
  ] as const) {
    if (container[field] !== undefined) yield forbiddenField(`${path}.${field}`, refused)
  }
  for (const [index, mount] of list(container.volumeMounts).entries()) {
    const at = `${path}.volumeMounts[${index}]`
    if (text(mount.subPath) !== '') yield forbiddenField(`${at}.subPath`, refused)
    if (text(mount.subPathExpr) !== '') yield forbiddenField(`${at}.subPathExpr`, refused)
  }
}
