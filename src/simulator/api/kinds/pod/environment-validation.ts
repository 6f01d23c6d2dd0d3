import { isDns1123Subdomain } from '../../meta/dns-names.ts'
import { invalidFor, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { isQualifiedName } from '../../meta/qualified-names.ts'
import { isConfigMapKey, isRelaxedEnvVarName } from '../../meta/value-formats.ts'
import type {
  EnvFromSource,
  EnvVar,
  ObjectFieldSelector,
  ResourceFieldSelector,
} from '../../schema/kubernetes-types.ts'
import { checkLabel, checkSubdomain, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'

/** core `ValidateEnv`. */
export function* checkEnv(path: string, env: readonly EnvVar[] | undefined): FieldErrors {
  for (const [index, variable] of list(env).entries()) {
    const at = `${path}[${index}]`
    const name = text(variable.name)
    if (name === '') yield required(`${at}.name`)
    else yield* invalidFor(`${at}.name`, name, isRelaxedEnvVarName(name))
    yield* checkValueFrom(`${at}.valueFrom`, variable)
  }
}

/** core `ValidateEnvFrom`. */
export function* checkEnvFrom(path: string, sources: readonly EnvFromSource[] | undefined): FieldErrors {
  for (const [index, source] of list(sources).entries()) {
    const at = `${path}[${index}]`
    const prefix = text(source.prefix)
    if (prefix !== '') yield* invalidFor(`${at}.prefix`, prefix, isRelaxedEnvVarName(prefix))
    const given = [source.configMapRef, source.secretRef].filter((ref) => ref !== undefined)
    if (source.configMapRef) yield* checkName(`${at}.configMapRef.name`, source.configMapRef.name)
    if (source.secretRef) yield* checkName(`${at}.secretRef.name`, source.secretRef.name)
    if (given.length === 0) yield invalidValue(path, '', 'must specify one of: `configMapRef` or `secretRef`')
    else if (given.length > 1)
      yield invalidValue(path, '', 'may not have more than one field specified at a time')
  }
}

/** core `validateObjectFieldSelector`: `supported` are the paths without a subscript. */
export function* checkFieldRef(
  path: string,
  ref: ObjectFieldSelector,
  supported: readonly string[],
): FieldErrors {
  const fieldPath = text(ref.fieldPath)
  if (text(ref.apiVersion) === '') return yield required(`${path}.apiVersion`)
  if (fieldPath === '') return yield required(`${path}.fieldPath`)
  const subscripted = /^(.*)\['(.*)'\]$/s.exec(fieldPath)
  const unknown = subscripted === null ? !knownLabels.has(fieldPath) : !withSubscript.test(fieldPath)
  if (unknown) {
    const why = subscripted === null ? 'field label not supported' : 'field label does not support subscript'
    const detail = `error converting fieldPath: ${why}: ${fieldPath}`
    return yield invalidValue(`${path}.fieldPath`, fieldPath, detail)
  }
  if (subscripted !== null) {
    const [, name = '', key = ''] = subscripted
    const label = name === 'metadata.annotations' ? key.toLowerCase() : key
    yield* invalidFor(path, label, isQualifiedName(label))
  } else if (!supported.includes(fieldPath)) {
    yield notSupported(`${path}.fieldPath`, fieldPath, supported)
  }
}

/** core `validateContainerResourceFieldSelector`. */
export function* checkResourceFieldRef(
  path: string,
  ref: ResourceFieldSelector,
  volume: boolean,
): FieldErrors {
  const resource = text(ref.resource)
  if (volume && text(ref.containerName) === '') yield required(`${path}.containerName`)
  else if (resource === '') yield required(`${path}.resource`)
  else if (!resourcePaths.includes(resource) && !/^(limits|requests)\.hugepages-/.test(resource)) {
    yield notSupported(`${path}.resource`, resource, resourcePaths)
  }
  const divisor = String(ref.divisor ?? 0)
  const [, of = ''] = resource.split('.')
  const words = divisorWords[of.startsWith('hugepages-') ? 'hugepages' : of]
  if (divisor === '0' || words === undefined) return
  const divisors = of === 'cpu' ? ['1m', '1'] : byteDivisors
  if (!divisors.includes(divisor)) {
    const listed = of === 'cpu' ? '1m and 1' : byteDivisors.join(', ')
    yield invalidValue(
      `${path}.divisor`,
      resource,
      `only divisor's values ${listed} are supported with the ${words} resource`,
    )
  }
}

const withSubscript = /^metadata\.(annotations|labels)\[/

/** `ConvertDownwardAPIFieldLabel`: what a field path of core/v1 may begin with. */
const knownLabels = new Set([
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.serviceAccountName',
  'spec.schedulerName',
  'status.phase',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
])

const envPaths = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]

const resourcePaths = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
]

const byteDivisors = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei']

const divisorWords: Readonly<Record<string, string>> = {
  cpu: 'cpu',
  memory: 'memory',
  'ephemeral-storage': 'local ephemeral storage',
  hugepages: 'hugepages',
}

function* checkValueFrom(path: string, { value, valueFrom }: EnvVar): FieldErrors {
  if (valueFrom === undefined) return
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom
  if (fieldRef) yield* checkFieldRef(`${path}.fieldRef`, fieldRef, envPaths)
  if (resourceFieldRef) yield* checkResourceFieldRef(`${path}.resourceFieldRef`, resourceFieldRef, false)
  if (configMapKeyRef) yield* checkKeyRef(`${path}.configMapKeyRef`, configMapKeyRef)
  if (secretKeyRef) yield* checkKeyRef(`${path}.secretKeyRef`, secretKeyRef)
  if (fileKeyRef) {
    if (text(fileKeyRef.key) === '') yield required(`${path}.fileKeyRef.key`)
    if (text(fileKeyRef.volumeName) === '') yield required(`${path}.fileKeyRef.volumeName`)
    else yield* checkLabel(`${path}.fileKeyRef.volumeName`, fileKeyRef.volumeName)
    if (text(fileKeyRef.path) === '') yield required(`${path}.fileKeyRef.path`)
  }
  const given = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter(
    (ref) => ref !== undefined,
  )
  if (given.length === 0) {
    yield invalidValue(
      path,
      '',
      'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
    )
  } else if (text(value) !== '') {
    yield invalidValue(path, '', 'may not be specified when `value` is not empty')
  } else if (given.length > 1) {
    yield invalidValue(path, '', 'may not have more than one field specified at a time')
  }
}

function* checkKeyRef(
  path: string,
  ref: { readonly name?: string | undefined; readonly key?: string | undefined },
): FieldErrors {
  const name = text(ref.name)
  yield* checkSubdomain(`${path}.name`, name)
  const key = text(ref.key)
  if (key === '') yield required(`${path}.key`)
  else yield* invalidFor(`${path}.key`, key, isConfigMapKey(key))
}

function* checkName(path: string, name: string | undefined): FieldErrors {
  if (text(name) === '') yield required(path)
  else yield* invalidFor(path, name, isDns1123Subdomain(text(name)))
}
