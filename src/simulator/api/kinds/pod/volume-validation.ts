import {
  duplicateValue,
  forbiddenField,
  invalidValue,
  notSupported,
  required,
} from '../../meta/field-errors.ts'
import type { HostPathVolumeSource, NFSVolumeSource, Volume } from '../../schema/kubernetes-types.ts'
import type { FieldError } from '../../status-error.ts'
import { checkLabel, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'
import { checkDownwardApi, checkItems } from './file-projection-validation.ts'
import { checkNoBacksteps } from './path-validation.ts'
import { checkProjected } from './projected-volume-validation.ts'

/** core `ValidateVolumes`; each volume without errors is put into `known`, where mounts are looked up. */
export function* checkVolumes(
  path: string,
  volumes: readonly Volume[] | undefined,
  known: Map<string, Volume>,
): FieldErrors {
  for (const [index, volume] of list(volumes).entries()) {
    const at = `${path}[${index}]`
    const name = text(volume.name)
    const errors = [...checkSource(at, volume)]
    if (name === '') errors.push(required(`${at}.name`))
    else errors.push(...checkLabel(`${at}.name`, name))
    if (known.has(name)) errors.push(duplicateValue(`${at}.name`, name))
    if (errors.length === 0) known.set(name, volume)
    yield* errors
  }
}

/** core `validateVolumeSource`, for the sources of a cluster without a cloud; any other is refused by name. */
function* checkSource(path: string, volume: Volume): FieldErrors {
  const given = Object.entries(volume).flatMap(([key, value]) =>
    key === 'name' || value === undefined ? [] : [key],
  )
  const kinds = [...sources.keys()].filter((kind) => given.includes(kind))
  for (const kind of given) {
    if (!sources.has(kind)) {
      yield forbiddenField(`${path}.${kind}`, 'volumes of this type are not modelled by the embedded cluster')
    }
  }
  for (const [index, kind] of kinds.entries()) {
    const at = `${path}.${kind}`
    // Kubernetes misspells this one.
    const named = kind === 'downwardAPI' ? `${path}.downwarAPI` : at
    if (index > 0) yield forbiddenField(named, 'may not specify more than 1 volume type')
    else yield* sources.get(kind)?.(at, volume) ?? []
  }
  if (given.length === 0) yield required(path, 'must specify a volume type')
}

type SourceCheck = (path: string, volume: Volume) => Iterable<FieldError>

/** In the order in which Kubernetes looks at them. */
const sources = new Map<string, SourceCheck>([
  ['emptyDir', () => []],
  ['hostPath', (path, { hostPath }) => (hostPath ? checkHostPath(path, hostPath) : [])],
  ['secret', (path, { secret }) => (secret ? checkKeys(path, 'secretName', secret.secretName, secret) : [])],
  ['nfs', (path, { nfs }) => (nfs ? checkNfs(path, nfs) : [])],
  [
    'persistentVolumeClaim',
    (path, { persistentVolumeClaim }) =>
      text(persistentVolumeClaim?.claimName) === '' ? [required(`${path}.claimName`)] : [],
  ],
  ['downwardAPI', (path, { downwardAPI }) => (downwardAPI ? checkDownwardApi(path, downwardAPI) : [])],
  [
    'configMap',
    (path, { configMap }) => (configMap ? checkKeys(path, 'name', configMap.name, configMap) : []),
  ],
  ['projected', (path, { projected }) => (projected ? checkProjected(path, projected) : [])],
  ['csi', (path, { csi }) => (text(csi?.driver) === '' ? [required(`${path}.driver`)] : [])],
  ['image', (path, { image }) => (text(image?.reference) === '' ? [required(`${path}.reference`)] : [])],
])

function* checkKeys(
  path: string,
  field: string,
  name: string | undefined,
  source: Parameters<typeof checkItems>[1],
): FieldErrors {
  if (text(name) === '') yield required(`${path}.${field}`)
  yield* checkItems(path, source)
}

const hostPathTypes = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
]

function* checkHostPath(path: string, host: HostPathVolumeSource): FieldErrors {
  if (text(host.path) === '') {
    yield required(`${path}.path`)
    return
  }
  yield* checkNoBacksteps(`${path}.path`, host.path)
  if (!hostPathTypes.includes(text(host.type))) yield notSupported(`${path}.type`, host.type, hostPathTypes)
}

function* checkNfs(path: string, nfs: NFSVolumeSource): FieldErrors {
  if (text(nfs.server) === '') yield required(`${path}.server`)
  if (text(nfs.path) === '') yield required(`${path}.path`)
  if (!text(nfs.path).startsWith('/')) {
    yield invalidValue(`${path}.path`, text(nfs.path), 'must be an absolute path')
  }
}
