import { expect, it } from 'vitest'
import { isQualifiedName, isValidLabelValue } from './qualified-names.ts'

const format =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

it('takes names with and without a prefix', () => {
  for (const key of ['app', 'app.kubernetes.io/name', '1/2', 'A_b.c'])
    expect(isQualifiedName(key)).toEqual([])
})

it('says which part of a key is wrong', () => {
  expect(isQualifiedName('a b')).toEqual([`name part ${format}`])
  expect(isQualifiedName('')).toEqual(['name part must be non-empty', `name part ${format}`])
  expect(isQualifiedName('/a')).toEqual(['prefix part must be non-empty'])
  expect(isQualifiedName('A/a')).toHaveLength(1)
  expect(isQualifiedName('a/b/c')).toEqual([
    `a valid label key ${format} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
  ])
  expect(isQualifiedName('x'.repeat(64))).toEqual(['name part must be no more than 63 characters'])
})

it('checks values of labels', () => {
  for (const value of ['', 'a', 'My_value.1']) expect(isValidLabelValue(value)).toEqual([])
  expect(isValidLabelValue('a b')).toEqual([
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
  ])
  expect(isValidLabelValue('x'.repeat(64))).toEqual(['must be no more than 63 characters'])
})
