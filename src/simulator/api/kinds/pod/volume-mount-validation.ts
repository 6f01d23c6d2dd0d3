import { forbiddenField, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import type { Container, Volume, VolumeDevice, VolumeMount } from '../../schema/kubernetes-types.ts'
import { notFoundValue, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'
import { checkDescendingPath } from './path-validation.ts'

/** core `ValidateVolumeMounts`: every mount names a volume of the Pod. */
export function* checkVolumeMounts(
  path: string,
  container: Container,
  volumes: ReadonlyMap<string, Volume>,
): FieldErrors {
  const taken = new Set<string>()
  const devices = list(container.volumeDevices)
  for (const [index, mount] of list(container.volumeMounts).entries()) {
    const at = `${path}[${index}]`
    const name = text(mount.name)
    const mountPath = text(mount.mountPath)
    if (name === '') yield required(`${at}.name`)
    if (!volumes.has(name)) yield notFoundValue(`${at}.name`, name)
    if (mountPath === '') yield required(`${at}.mountPath`)
    if (taken.has(mountPath)) yield invalidValue(`${at}.mountPath`, mountPath, 'must be unique')
    taken.add(mountPath)
    if (devices.some((device) => device.name === name)) {
      yield invalidValue(`${at}.name`, name, 'must not already exist in volumeDevices')
    }
    if (devices.some((device) => device.devicePath === mountPath)) {
      yield invalidValue(`${at}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices')
    }
    yield* checkSubPaths(path, at, mount)
    yield* checkPropagation(`${path}.mountPropagation`, mount.mountPropagation, container)
    yield* checkRecursiveReadOnly(`${path}.recursiveReadOnly`, mount)
  }
}

/** core `ValidateVolumeDevices`, as far as it concerns volumes that are no claims. */
export function* checkVolumeDevices(
  path: string,
  devices: readonly VolumeDevice[] | undefined,
  volumes: ReadonlyMap<string, Volume>,
): FieldErrors {
  for (const [index, device] of list(devices).entries()) {
    const at = `${path}[${index}]`
    const name = text(device.name)
    const volume = volumes.get(name)
    if (name === '') yield required(`${at}.name`)
    if (volume === undefined) yield notFoundValue(`${at}.name`, name)
    else if (!volume.persistentVolumeClaim && !volume.ephemeral) {
      const detail = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'
      yield invalidValue(`${at}.name`, name, detail)
    }
    if (text(device.devicePath) === '') yield required(`${at}.devicePath`)
  }
}

/** The errors name the list, not the mount, as Kubernetes does. */
function* checkSubPaths(path: string, at: string, mount: VolumeMount): FieldErrors {
  const subPath = text(mount.subPath)
  const expression = text(mount.subPathExpr)
  if (subPath !== '') yield* checkDescendingPath(`${path}.subPath`, subPath)
  if (expression === '') return
  if (subPath !== '') {
    yield invalidValue(`${at}.subPathExpr`, expression, 'subPathExpr and subPath are mutually exclusive')
  }
  yield* checkDescendingPath(`${path}.subPathExpr`, expression)
}

const propagations = ['Bidirectional', 'HostToContainer', 'None']

function* checkPropagation(path: string, propagation: string | undefined, container: Container): FieldErrors {
  if (propagation === undefined) return
  if (!propagations.includes(propagation)) yield notSupported(path, propagation, propagations)
  if (propagation === 'Bidirectional' && container.securityContext?.privileged !== true) {
    yield forbiddenField(path, 'Bidirectional mount propagation is available only to privileged containers')
  }
}

function* checkRecursiveReadOnly(path: string, mount: VolumeMount): FieldErrors {
  const mode = mount.recursiveReadOnly
  if (mode === undefined || mode === 'Disabled') return
  if (mode !== 'Enabled' && mode !== 'IfPossible') {
    yield notSupported(path, mode, ['Disabled', 'Enabled', 'IfPossible'])
    return
  }
  if (mount.readOnly !== true) yield forbiddenField(path, 'may only be specified when readOnly is true')
  if (mount.mountPropagation !== undefined && mount.mountPropagation !== 'None') {
    yield forbiddenField(path, 'may only be specified when mountPropagation is None or not specified')
  }
}
