import fc from 'fast-check'
import { expect, it } from 'vitest'
import { StatusError } from '../status-error.ts'
import { matchesLabels } from './label-requirement.ts'
import { labelSelectorText, parseLabelSelector } from './label-selector-text.ts'

type Labels = Readonly<Record<string, string>>

it.each<[string, Labels, boolean]>([
  ['', {}, true],
  ['app=web', { app: 'web' }, true],
  ['app=web', { app: 'api' }, false],
  ['app==web', {}, false],
  ['app!=web', {}, true],
  ['app!=web', { app: 'web' }, false],
  ['app', { app: '' }, true],
  ['!app', { app: '' }, false],
  ['!app', {}, true],
  ['app in (web, api)', { app: 'api' }, true],
  ['app in (web,api)', {}, false],
  ['app notin (web)', {}, true],
  ['app notin (web)', { app: 'web' }, false],
  ['app=', { app: '' }, true],
  ['in in (in,notin)', { in: 'notin' }, true],
  ['app in ()', { app: '' }, true],
  ['app in (,a)', { app: '' }, true],
  ['n>5', { n: '6' }, true],
  ['n>5', { n: '5' }, false],
  ['n<5', { n: '-4' }, true],
  ['n<5', { n: 'x' }, false],
  [' app = web , tier ', { app: 'web', tier: 'x' }, true],
  ['constructor', {}, false],
])('%s of %j: %s', (text, labels, expected) => {
  expect(matchesLabels(parseLabelSelector(text), labels)).toBe(expected)
})

const keyText =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const valueText =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

it.each([
  ['app=a=b', "found '=', expected: ',' or 'end of string'"],
  ['=a', "found '=', expected: !, identifier, or 'end of string'"],
  ['a,', "found '', expected: identifier after ','"],
  ['a,=', "found '=', expected: identifier after ','"],
  ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
  ['a in b', "unable to parse requirement: found 'b' expected: '('"],
  ['a in (', "unable to parse requirement: found '', expected: ',', ')' or identifier"],
  ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
  ['a in (b,', "unable to parse requirement: found '', expected: ',', or identifier"],
  ['a=!', "unable to parse requirement: found '!', expected: identifier"],
  ['!', "unable to parse requirement: found '', expected: identifier"],
  ['-a', `unable to parse requirement: <nil>: Invalid value: "-a": ${keyText}`],
  ['a=-b', `unable to parse requirement: values[0][a]: Invalid value: "-b": ${valueText}`],
  [
    'a>x',
    "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
  ],
])('refuses %s', (text, message) => {
  expect(() => parseLabelSelector(text)).toThrow(new StatusError('BadRequest', message))
})

it('writes what it reads', () => {
  const text = 'a=1,b!=2,c in (x,y),!d,e,f notin (z),g>3'
  expect(labelSelectorText(parseLabelSelector(text))).toBe(text)
  expect(labelSelectorText(parseLabelSelector('b,a in (y,x)'))).toBe('a in (x,y),b')
})

it('answers or refuses any text, and takes its own text again', () => {
  const piece = fc.constantFrom('a', 'b', 'in', 'notin', '(', ')', ',', '=', '!', '>', '<', ' ', '-', '1')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      let requirements
      try {
        requirements = parseLabelSelector(pieces.join(''))
      } catch (error) {
        expect(error).toBeInstanceOf(StatusError)
        return
      }
      expect(parseLabelSelector(labelSelectorText(requirements))).toEqual(requirements)
    }),
    { numRuns: 2_000 },
  )
})
