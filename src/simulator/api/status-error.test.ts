import { expect, it } from 'vitest'
import { invalid, type FieldError } from './status-error.ts'

function text(...errors: readonly FieldError[]): string {
  return invalid({ group: '', kind: 'Pod' }, 'web', errors).message
}

it('shows values as Kubernetes does', () => {
  const error = (value: unknown): FieldError => ({ type: 'Invalid', field: 'spec.a', value, detail: 'no' })
  expect(text(error('a\n"<'))).toBe('Pod "web" is invalid: spec.a: Invalid value: "a\\n\\"<": no')
  expect(text(error(5))).toBe('Pod "web" is invalid: spec.a: Invalid value: 5: no')
  expect(text(error(undefined))).toBe('Pod "web" is invalid: spec.a: Invalid value: null: no')
  expect(text(error({ a: '<b>' }))).toBe(
    'Pod "web" is invalid: spec.a: Invalid value: {"a":"\\u003cb\\u003e"}: no',
  )
})

it('says how many are too many, and hides what is too long', () => {
  expect(text({ type: 'TooMany', field: 'a', value: 65, detail: 'must have at most 64 items' })).toBe(
    'Pod "web" is invalid: a: Too many: 65: must have at most 64 items',
  )
  expect(text({ type: 'TooLong', field: 'a', value: 'x', detail: 'may not be more than 1 byte' })).toBe(
    'Pod "web" is invalid: a: Too long: may not be more than 1 byte',
  )
})

it('lists several errors in brackets, each text once', () => {
  const required: FieldError = { type: 'Required', field: 'a', detail: '' }
  expect(text(required, required, { ...required, field: 'b' })).toBe(
    'Pod "web" is invalid: [a: Required value, b: Required value]',
  )
})
