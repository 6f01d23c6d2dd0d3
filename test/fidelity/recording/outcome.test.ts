import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRecording, recordingText } from './outcome.ts'

const word = fc.stringMatching(/^[ -~]{0,30}$/).map((text) => text.trimEnd())
const line = fc.tuple(fc.constantFrom('|', '!'), word).map(([mark, text]) => `${mark} ${text}`.trimEnd())
const outcome = fc.record({
  command: word.filter((text) => text !== ''),
  lines: fc.array(line, { maxLength: 6 }),
  end: fc.constantFrom('exit 0', 'exit 1', 'stopped', 'status 404'),
})

test('property: a recording read back is what was written', () => {
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 6 }), (outcomes) => {
      expect(parseRecording(recordingText('a title', outcomes))).toEqual(outcomes)
    }),
  )
})

test('a line that belongs to no recording is refused', () => {
  expect(() => parseRecording('| before any command')).toThrow('not a recording')
  expect(() => parseRecording('$ kubectl get pods\nstray')).toThrow('not a line of a recording')
})
