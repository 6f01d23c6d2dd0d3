import { expect, test } from 'vitest'
import { terminalKeyUse, type TerminalKey } from './terminal-keys.ts'

function press(key: string, rest: Partial<TerminalKey> = {}): TerminalKey {
  return { key, type: 'keydown', ctrl: false, shift: false, alt: false, meta: false, ...rest }
}

test.each(['w', 't', 'n', 'f', 'k', 'r', 'l', 'c', 'd', 'a'])("Ctrl-%s is the shell's", (key) => {
  expect(terminalKeyUse(press(key, { ctrl: true }), false)).toBe('shell')
  expect(terminalKeyUse(press(key, { ctrl: true }), true)).toBe('shell')
})

test('copy, paste and find have the keys that terminals give them', () => {
  expect(terminalKeyUse(press('C', { ctrl: true, shift: true }), false)).toBe('copy')
  expect(terminalKeyUse(press('V', { ctrl: true, shift: true }), false)).toBe('paste')
  expect(terminalKeyUse(press('f', { meta: true }), true)).toBe('find')
  expect(terminalKeyUse(press('c', { meta: true }), false)).toBe('type')
})

test('AltGr types; Alt alone is the shell’s Meta', () => {
  expect(terminalKeyUse(press('@', { ctrl: true, alt: true }), false)).toBe('type')
  expect(terminalKeyUse(press('b', { alt: true }), false)).toBe('shell')
})

test('the keyboard can leave a terminal', () => {
  expect(terminalKeyUse(press('F6', { ctrl: true }), false)).toBe('leave')
  expect(terminalKeyUse(press('F6'), false)).toBe('type')
})
