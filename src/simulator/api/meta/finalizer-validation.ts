import type { FieldError } from '../status-error.ts'
import { forbiddenField, invalidFor, invalidValue } from './field-errors.ts'
import { goQuote } from './go-quote.ts'
import { isQualifiedName } from './qualified-names.ts'

/** What is wrong with finalizers. Source: apimachinery `ValidateFinalizers`. */
export function validateFinalizers(finalizers: readonly string[], path: string): readonly FieldError[] {
  const both = finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')
  return [
    ...finalizers.flatMap((finalizer) => invalidFor(path, finalizer, isQualifiedName(finalizer))),
    ...(both
      ? [invalidValue(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set')]
      : []),
  ]
}

/** An object that is being deleted takes no more finalizers (`ValidateNoNewFinalizers`). */
export function validateNoNewFinalizers(
  next: readonly string[],
  previous: readonly string[],
  path: string,
): readonly FieldError[] {
  const extra = [...new Set(next)].filter((finalizer) => !previous.includes(finalizer)).sort()
  if (extra.length === 0) return []
  const shown = `[]string{${extra.map(goQuote).join(', ')}}`
  return [
    forbiddenField(
      path,
      `no new finalizers can be added if the object is being deleted, found new finalizers ${shown}`,
    ),
  ]
}
