import { forbiddenField, invalidValue, required } from '../../meta/field-errors.ts'
import type {
  ProjectedVolumeSource,
  ServiceAccountTokenProjection,
  VolumeProjection,
} from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list, number, text } from '../zero-values.ts'
import { checkDownwardFile, checkKeyToPath, checkMode } from './file-projection-validation.ts'
import { checkNonReservedPath } from './path-validation.ts'

/** core `validateProjectedVolumeSource`. */
export function* checkProjected(path: string, projected: ProjectedVolumeSource): FieldErrors {
  yield* checkMode(`${path}.defaultMode`, projected.defaultMode)
  const taken = new Set<string>()
  for (const [index, source] of list(projected.sources).entries()) {
    yield* checkProjection(path, `${path}.sources[${index}]`, source, taken)
  }
}

/** One source; `taken` are the paths that earlier items have. */
function* checkProjection(
  path: string,
  at: string,
  source: VolumeProjection,
  taken: Set<string>,
): FieldErrors {
  for (const kind of ['secret', 'configMap'] as const) {
    const keys = source[kind]
    if (keys === undefined) continue
    const name = text(keys.name)
    if (name === '') yield required(`${at}.${kind}.name`)
    for (const [index, item] of list(keys.items).entries()) {
      yield* checkKeyToPath(`${at}.${kind}.items[${index}]`, item)
      yield* take(path, text(item.path), name, taken)
    }
  }
  for (const file of list(source.downwardAPI?.items)) {
    yield* checkDownwardFile(`${at}.downwardAPI`, file)
    yield* take(path, text(file.path), text(file.path), taken)
  }
  const { serviceAccountToken, clusterTrustBundle, podCertificate } = source
  if (serviceAccountToken) yield* checkToken(path, `${at}.serviceAccountToken`, serviceAccountToken)
  for (const [kind, unmodelled] of Object.entries({ clusterTrustBundle, podCertificate })) {
    if (unmodelled)
      yield forbiddenField(`${at}.${kind}`, 'this source is not modelled by the embedded cluster')
  }
  if (Object.values(source).filter((given) => given !== undefined).length > 1) {
    yield forbiddenField(at, 'may not specify more than 1 volume type per source')
  }
}

function* take(field: string, path: string, shown: string, taken: Set<string>): FieldErrors {
  if (path === '') return
  if (taken.has(path)) yield invalidValue(field, shown, 'conflicting duplicate paths')
  taken.add(path)
}

function* checkToken(path: string, at: string, token: ServiceAccountTokenProjection): FieldErrors {
  const seconds = number(token.expirationSeconds)
  const field = `${at}.expirationSeconds`
  if (seconds < 600) yield invalidValue(field, seconds, 'may not specify a duration less than 10 minutes')
  if (seconds > 2 ** 32)
    yield invalidValue(field, seconds, 'may not specify a duration larger than 2^32 seconds')
  if (text(token.path) === '') yield required(`${path}.path`)
  else yield* checkNonReservedPath(`${path}.path`, token.path)
}
