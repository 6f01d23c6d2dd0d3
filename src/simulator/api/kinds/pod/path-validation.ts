import { invalidValue } from '../../meta/field-errors.ts'
import type { FieldErrors } from '../field-checks.ts'

/** core `validateLocalDescendingPath`: relative, and never above its start. */
export function* checkDescendingPath(field: string, path: string): FieldErrors {
  if (path.startsWith('/')) yield invalidValue(field, path, 'must be a relative path')
  yield* checkNoBacksteps(field, path)
}

/** core `validatePathNoBacksteps`. */
export function* checkNoBacksteps(field: string, path: string): FieldErrors {
  if (path.split('/').includes('..')) yield invalidValue(field, path, "must not contain '..'")
}

/** core `ValidateLocalNonReservedPath`: kubelet keeps names that start with `..` for itself. */
export function* checkNonReservedPath(field: string, path: string): FieldErrors {
  yield* checkDescendingPath(field, path)
  if (path.startsWith('..') && !path.startsWith('../')) {
    yield invalidValue(field, path, "must not start with '..'")
  }
}
