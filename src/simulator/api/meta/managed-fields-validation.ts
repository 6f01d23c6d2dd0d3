import type { ManagedFieldsEntry } from '../schema/kubernetes-types.ts'
import type { FieldError } from '../status-error.ts'
import { byteLength } from './check-texts.ts'
import { invalidValue, tooLong } from './field-errors.ts'

/** What is wrong with metadata.managedFields. Source: apimachinery `ValidateManagedFields`. */
export function validateManagedFields(
  entries: readonly ManagedFieldsEntry[],
  path: string,
): readonly FieldError[] {
  return entries.flatMap((entry, index) => entryErrors(entry, `${path}[${index}]`))
}

/** What is wrong with a field manager's name: 128 bytes at most, all printable. */
export function validateFieldManager(manager: string, path: string): readonly FieldError[] {
  const unprintable = Array.from(manager).findIndex(
    (character) => !/^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character),
  )
  return [
    ...(byteLength(manager) > 128 ? [tooLong(path, 128)] : []),
    ...(unprintable === -1 ? [] : [invalidValue(path, manager, unprintableAt(manager, unprintable))]),
  ]
}

function entryErrors(entry: ManagedFieldsEntry, path: string): readonly FieldError[] {
  const { operation = '', fieldsType = '', manager = '', subresource = '' } = entry
  const errors: FieldError[] = []
  if (operation !== 'Apply' && operation !== 'Update') {
    errors.push(invalidValue(`${path}.operation`, operation, 'must be `Apply` or `Update`'))
  }
  if (fieldsType !== '' && fieldsType !== 'FieldsV1') {
    errors.push(invalidValue(`${path}.fieldsType`, fieldsType, 'must be `FieldsV1`'))
  }
  errors.push(...validateFieldManager(manager, `${path}.manager`))
  if (byteLength(subresource) > 256) errors.push(tooLong(`${path}.subresource`, 256))
  return errors
}

function unprintableAt(manager: string, index: number): string {
  const before = Array.from(manager).slice(0, index).join('')
  const code = Array.from(manager)[index]?.codePointAt(0) ?? 0
  return `invalid character U+${code.toString(16).toUpperCase().padStart(4, '0')} (at position ${byteLength(before)})`
}
