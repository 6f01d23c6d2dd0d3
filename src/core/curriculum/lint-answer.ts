import { parseAllDocuments } from 'yaml'
import { hasBrokenHole, holesOf, parseCloze } from './cloze.ts'
import type { ContentProblem } from './content-problem.ts'
import type { Note } from './content-schema.ts'
import type { YamlSource } from './yaml-source.ts'

/** Whether a card's answer can be right at all, by its type. `path` leads to the card. */
export function lintAnswer(note: Note, path: readonly PropertyKey[], source: YamlSource): ContentProblem[] {
  const at = (key: PropertyKey[], code: string, message: string, remedy: string): ContentProblem => ({
    file: source.file,
    ...source.positionOf([...path, ...key]),
    code,
    message,
    remedy,
  })
  switch (note.type) {
    case 'basic':
      return []
    case 'cloze':
      return clozeFaults(note.text).map(([code, message, remedy]) => at(['text'], code, message, remedy))
    case 'typed':
      return (note.placeholders ?? []).flatMap((name, index) =>
        note.answer.includes(name)
          ? []
          : [
              at(
                ['placeholders', index],
                'unused-placeholder',
                `The answer does not contain \`${name}\`.`,
                'Use it in `answer` or remove it.',
              ),
            ],
      )
    case 'order':
      return repeated(note.steps).map((index) =>
        at(
          ['steps', index],
          'duplicate-step',
          'Two steps are the same, so no order is the right one.',
          'Reword one.',
        ),
      )
    case 'predict':
      return choiceFaults(note.choices, note.answer, 'answer').map(([key, code, message, remedy]) =>
        at(key, code, message, remedy),
      )
    case 'bug':
      return bugFaults(note).map(([key, code, message, remedy]) => at(key, code, message, remedy))
    case 'output':
      return outputFaults(note).map(([key, code, message, remedy]) => at(key, code, message, remedy))
  }
}

type Fault = [code: string, message: string, remedy: string]
type KeyedFault = [key: PropertyKey[], ...Fault]

function clozeFaults(text: string): Fault[] {
  const parts = parseCloze(text)
  const holes = holesOf(parts)
  const notation = 'Write a hole as {{c1::hidden}} or {{c1::hidden::hint}}.'
  if (hasBrokenHole(parts)) return [['broken-hole', 'A hole of the cloze is not closed.', notation]]
  if (holes.length === 0) return [['cloze-without-hole', 'The cloze hides nothing.', notation]]
  if (holes.includes(0)) return [['broken-hole', 'Holes are numbered from 1.', notation]]
  return []
}

function choiceFaults(choices: readonly { id: string }[], answer: string, key: string): KeyedFault[] {
  const ids = choices.map((choice) => choice.id)
  const twice = repeated(ids).map((index): KeyedFault => {
    const id = ids[index] ?? ''
    return [
      ['choices', index],
      'duplicate-choice',
      `Two choices have the id \`${id}\`.`,
      'Give one another id.',
    ]
  })
  if (ids.includes(answer)) return twice
  const remedy = `Name one of ${ids.join(', ')}.`
  return [...twice, [[key], 'answer-not-a-choice', `\`${answer}\` is none of the choices.`, remedy]]
}

function bugFaults(note: Extract<Note, { type: 'bug' }>): KeyedFault[] {
  const count = note.manifest.split('\n').length
  return [
    ...note.lines.flatMap((line, index): KeyedFault[] =>
      line <= count
        ? []
        : [
            [
              ['lines', index],
              'line-out-of-range',
              `The manifest has no line ${line}.`,
              `Lines count from 1 to ${count}.`,
            ],
          ],
    ),
    ...yamlFault('manifest', note.manifest),
    ...yamlFault('fixed', note.fixed),
  ]
}

function yamlFault(key: string, text: string): KeyedFault[] {
  const documents = parseAllDocuments(text, { prettyErrors: false })
  const error = Array.isArray(documents) ? documents.flatMap((document) => document.errors)[0] : undefined
  if (error === undefined) return []
  return [[[key], 'broken-manifest', `\`${key}\` is not YAML: ${error.message}`, 'Correct it.']]
}

function outputFaults(note: Extract<Note, { type: 'output' }>): KeyedFault[] {
  const { choices, answerChoice } = note
  if (choices === undefined && answerChoice === undefined) return []
  if (choices !== undefined && answerChoice !== undefined)
    return choiceFaults(choices, answerChoice, 'answerChoice')
  const message = '`choices` and `answerChoice` need each other.'
  return [[[], 'half-a-choice', message, 'Give both or neither.']]
}

/** Indexes of values that came before. */
function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) === index ? [] : [index]))
}
