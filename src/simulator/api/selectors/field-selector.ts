import { goQuote } from '../meta/go-quote.ts'
import type { StoredObject } from '../object.ts'
import type { Resource } from '../resource.ts'
import { StatusError } from '../status-error.ts'

/** One condition on a field: it has the value, or another. */
export interface FieldTerm {
  readonly field: string
  readonly isEqual: boolean
  readonly value: string
}

export type FieldReaders = Readonly<Record<string, (object: StoredObject) => string>>

/** Reads `status.phase=Running,metadata.name!=a`. Throws BadRequest with the texts of apimachinery's `fields.ParseSelector`. */
export function parseFieldSelector(text: string): readonly FieldTerm[] {
  return terms(text)
    .sort()
    .filter((term) => term !== '')
    .map((term) => {
      const [, field, operator, value] = /^(.*?)(!=|==|=)(.*)$/s.exec(term) ?? []
      if (field === undefined || operator === undefined || value === undefined) {
        throw new StatusError('BadRequest', `invalid selector: '${text}'; can't understand '${term}'`)
      }
      return { field, isEqual: operator !== '!=', value: unescaped(value) }
    })
    .filter(({ field, value }) => field !== '' || value !== '')
}

/**
 * A test of objects by all terms. `readers` are the fields that the kind knows besides its name and namespace; undefined for a
 * kind that knows no more. Throws BadRequest for a field that it does not know.
 */
export function fieldMatcher(
  fieldTerms: readonly FieldTerm[],
  resource: Resource,
  readers?: FieldReaders,
): (object: StoredObject) => boolean {
  const tests = fieldTerms.map(({ field, isEqual, value }) => {
    const read = readerOf(field, resource, readers)
    return (object: StoredObject) => (read(object) === value) === isEqual
  })
  return (object) => tests.every((test) => test(object))
}

/** The value that every match has in `field`, if the terms say one: the one object that a list or watch is about. */
export function exactValue(fieldTerms: readonly FieldTerm[], field: string): string | null {
  return fieldTerms.find((term) => term.isEqual && term.field === field)?.value ?? null
}

function readerOf(
  field: string,
  resource: Resource,
  readers: FieldReaders | undefined,
): (object: StoredObject) => string {
  if (field === 'metadata.name') return ({ metadata }) => metadata.name
  if (field === 'metadata.namespace' && (resource.namespaced || readers === undefined)) {
    return ({ metadata }) => metadata.namespace ?? ''
  }
  const read = readers !== undefined && Object.hasOwn(readers, field) ? readers[field] : undefined
  if (read === undefined) throw new StatusError('BadRequest', unknownField(field, resource, readers))
  return read
}

/** The texts of `DefaultMetaV1FieldSelectorConversion`, of batch's own conversion, and of the rest. */
function unknownField(field: string, resource: Resource, readers: FieldReaders | undefined): string {
  if (readers === undefined) {
    return `${goQuote(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`
  }
  return resource.group === 'batch' && resource.kind === 'Job'
    ? `field label ${goQuote(field)} not supported for Job`
    : `field label not supported: ${field}`
}

/** Split at commas that no backslash escapes. */
function terms(text: string): string[] {
  if (text === '') return []
  const split = ['']
  for (const [piece] of text.matchAll(/\\[^]|[^]/gu)) {
    if (piece === ',') split.push('')
    else split.push(`${split.pop() ?? ''}${piece}`)
  }
  return split
}

function unescaped(value: string): string {
  return value.replace(/\\([^]?)|[,=]/gu, (piece, escaped: string | undefined) => {
    if (escaped === undefined) {
      throw new StatusError(
        'BadRequest',
        `invalid field selector: unescaped character in value: ${piece.charCodeAt(0)}`,
      )
    }
    if (escaped === '\\' || escaped === ',' || escaped === '=') return escaped
    throw new StatusError('BadRequest', `invalid field selector: invalid escape sequence: ${piece}`)
  })
}
