import { describe, expect, test } from 'vitest'
import { classOfCommand } from './command-class.ts'
import { argumentsOf } from './command-line.ts'

describe('a command line', () => {
  test.each([
    ["get pods -o 'jsonpath={.items[*].a}'", ['get', 'pods', '-o', 'jsonpath={.items[*].a}']],
    ['get pods -o jsonpath={.items[*].a}', ['get', 'pods', '-o', 'jsonpath={.items[*].a}']],
    ['patch x -p \'[{"op":"$x"}]\'', ['patch', 'x', '-p', '[{"op":"$x"}]']],
    ['get --raw /readyz?verbose', ['get', '--raw', '/readyz?verbose']],
  ])('%s', (line, expected) => {
    expect(argumentsOf(line)).toEqual(expected)
  })

  test('is not a shell', () => {
    expect(() => argumentsOf('get pods | grep web')).toThrow('not an argument')
    expect(() => argumentsOf('get pods > file')).toThrow('not an argument')
  })
})

test('counts in the class of its verb', () => {
  expect(classOfCommand(['-n', 'x', 'get', 'pods'])).toBe('inventory')
  expect(classOfCommand(['apply', '--server-side', '-f', 'x'])).toBe('server-side apply')
  expect(() => classOfCommand(['juggle'])).toThrow('no class of command')
})
