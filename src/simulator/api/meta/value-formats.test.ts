import { expect, it } from 'vitest'
import {
  isConfigMapKey,
  isEnvVarName,
  isHttpHeaderName,
  isRelaxedEnvVarName,
  isValidPercent,
  isValidPortName,
  isValidPortNum,
} from './value-formats.ts'

it('bounds port numbers', () => {
  expect(isValidPortNum(1)).toEqual([])
  expect(isValidPortNum(65535)).toEqual([])
  for (const port of [0, -1, 65536]) {
    expect(isValidPortNum(port)).toEqual(['must be between 1 and 65535, inclusive'])
  }
})

it('lists everything that is wrong with a port name', () => {
  expect(isValidPortName('http-2')).toEqual([])
  expect(isValidPortName('HTTP')).toEqual([
    'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    'must contain at least one letter (a-z)',
  ])
  expect(isValidPortName('-a--very-long-name')).toEqual([
    'must be no more than 15 characters',
    'must not contain consecutive hyphens',
    'must not begin or end with a hyphen',
  ])
})

it('checks keys of ConfigMaps', () => {
  expect(isConfigMapKey('nginx.conf')).toEqual([])
  expect(isConfigMapKey('a/b')).toEqual([
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
  ])
  expect(isConfigMapKey('..')).toEqual(["must not be '..'"])
  expect(isConfigMapKey('..data')).toEqual(["must not start with '..'"])
})

it('checks names of environment variables, strictly and relaxed', () => {
  expect(isEnvVarName('MY_VAR')).toEqual([])
  expect(isEnvVarName('1A')).toHaveLength(1)
  expect(isRelaxedEnvVarName('1 A')).toEqual([])
  expect(isRelaxedEnvVarName('a=b')).toEqual([
    "a valid environment variable name must consist only of printable ASCII characters other than '='",
  ])
  expect(isRelaxedEnvVarName('')).toEqual(['environment variable name must be non-empty'])
})

it('checks percentages and header names', () => {
  expect(isValidPercent('25%')).toEqual([])
  expect(isValidPercent('25')).toEqual([
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
  ])
  expect(isHttpHeaderName('X-Ok')).toEqual([])
  expect(isHttpHeaderName('X Bad')).toHaveLength(1)
})
