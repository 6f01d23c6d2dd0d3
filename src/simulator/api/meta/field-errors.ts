import type { FieldError } from '../status-error.ts'
import { goQuote } from './go-quote.ts'

/** apimachinery `field.Required`; `detail` may be ''. */
export function required(field: string, detail = ''): FieldError {
  return { type: 'Required', field, detail }
}

/** apimachinery `field.Invalid`: the value is shown. */
export function invalidValue(field: string, value: unknown, detail: string): FieldError {
  return { type: 'Invalid', field, value, detail }
}

/** apimachinery `field.NotSupported`: lists the values that are, in the order given (most callers of Kubernetes sort them). */
export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length === 0 ? '' : `supported values: ${supported.map(goQuote).join(', ')}`
  return { type: 'NotSupported', field, value, detail }
}

/** apimachinery `field.Forbidden` */
export function forbiddenField(field: string, detail: string): FieldError {
  return { type: 'Forbidden', field, detail }
}

/** apimachinery `field.Duplicate` */
export function duplicateValue(field: string, value: unknown): FieldError {
  return { type: 'Duplicate', field, value, detail: '' }
}

/** apimachinery `field.TooLong`; `max` in bytes. */
export function tooLong(field: string, max: number): FieldError {
  return { type: 'TooLong', field, detail: `may not be more than ${max} ${max === 1 ? 'byte' : 'bytes'}` }
}

/** apimachinery `field.TooMany` */
export function tooMany(field: string, actual: number, max: number): FieldError {
  const detail = `must have at most ${max} ${max === 1 ? 'item' : 'items'}`
  return { type: 'TooMany', field, value: actual, detail }
}

/** One `Invalid` for each text of a check such as `isDns1123Label`. */
export function invalidFor(field: string, value: unknown, texts: readonly string[]): readonly FieldError[] {
  return texts.map((text) => invalidValue(field, value, text))
}
