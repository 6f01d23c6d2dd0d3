import { invalidValue, required } from '../../meta/field-errors.ts'
import type {
  DownwardAPIVolumeFile,
  DownwardAPIVolumeSource,
  KeyToPath,
} from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'
import { checkFieldRef, checkResourceFieldRef } from './environment-validation.ts'
import { checkNonReservedPath } from './path-validation.ts'

/** What core calls `fileModeErrorMsg`. */
export function* checkMode(field: string, mode: number | undefined): FieldErrors {
  if (mode !== undefined && (mode < 0 || mode > 0o777)) {
    yield invalidValue(field, mode, 'must be a number between 0 and 0777 (octal), both inclusive')
  }
}

/** The mode and items of a Secret or ConfigMap that becomes files (core `validateConfigMapVolumeSource`). */
export function* checkItems(
  path: string,
  source: { readonly defaultMode?: number | undefined; readonly items?: readonly KeyToPath[] | undefined },
): FieldErrors {
  yield* checkMode(`${path}.defaultMode`, source.defaultMode)
  for (const [index, item] of list(source.items).entries()) {
    yield* checkKeyToPath(`${path}.items[${index}]`, item)
  }
}

/** core `validateKeyToPath`. */
export function* checkKeyToPath(path: string, item: KeyToPath): FieldErrors {
  if (text(item.key) === '') yield required(`${path}.key`)
  if (text(item.path) === '') yield required(`${path}.path`)
  yield* checkNonReservedPath(`${path}.path`, text(item.path))
  yield* checkMode(`${path}.mode`, item.mode)
}

/** core `validateDownwardAPIVolumeSource`; the errors name the source, not the item, as Kubernetes does. */
export function* checkDownwardApi(path: string, source: DownwardAPIVolumeSource): FieldErrors {
  yield* checkMode(`${path}.defaultMode`, source.defaultMode)
  for (const file of list(source.items)) yield* checkDownwardFile(path, file)
}

/** core `validateDownwardAPIVolumeFile`. */
export function* checkDownwardFile(path: string, file: DownwardAPIVolumeFile): FieldErrors {
  if (text(file.path) === '') yield required(`${path}.path`)
  yield* checkNonReservedPath(`${path}.path`, text(file.path))
  if (file.fieldRef) {
    yield* checkFieldRef(`${path}.fieldRef`, file.fieldRef, volumePaths)
    if (file.resourceFieldRef) {
      const detail = 'fieldRef and resourceFieldRef can not be specified simultaneously'
      yield invalidValue(path, 'resource', detail)
    }
  } else if (file.resourceFieldRef) {
    yield* checkResourceFieldRef(`${path}.resourceFieldRef`, file.resourceFieldRef, true)
  } else {
    yield required(path, 'one of fieldRef and resourceFieldRef is required')
  }
  yield* checkMode(`${path}.mode`, file.mode)
}

const volumePaths = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
]
