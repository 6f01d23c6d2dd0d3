import type { CardFace } from '../../contract/cards.ts'
import { holesOf, parseCloze, type ClozePart } from './cloze.ts'
import type { Note } from './content-schema.ts'
import type { Card, Topic } from './curriculum.ts'
import { plainText } from './markdown.ts'
import { shuffledOrder } from './shuffle.ts'

type TopicOfCards = Omit<Topic, 'cards'>

/** The cards of one note: one, or one per hole of a cloze. `seed` varies the order in which steps are shown. */
export function cardsOfNote(note: Note, topic: TopicOfCards, seed: string): Card[] {
  if (note.type !== 'cloze') {
    return [cardOf(note.id, note, faceOf(note, seed), topic)]
  }
  const parts = parseCloze(note.text)
  return holesOf(parts).map((hole) => cardOf(`${note.id}#c${hole}`, note, clozeFace(parts, hole), topic))
}

function cardOf(id: string, note: Note, face: CardFace, topic: TopicOfCards): Card {
  const prompt = promptOf(face)
  return {
    id,
    note,
    topic: topic.id,
    topicTitle: topic.title,
    face,
    why: note.why,
    section: note.section ?? null,
    labs: note.labs ?? [],
    competencies: note.competencies ?? topic.competencies,
    sources: note.sources ?? topic.sources,
    kubernetes: topic.kubernetes,
    tags: note.tags ?? [],
    prompt,
    text: searchTextOf(id, note, prompt),
  }
}

function faceOf(note: Exclude<Note, { type: 'cloze' }>, seed: string): CardFace {
  switch (note.type) {
    case 'basic':
      return { type: 'basic', question: note.question, answer: note.answer }
    case 'typed':
      return { type: 'typed', question: note.question, language: note.language, answer: note.answer }
    case 'order':
      return orderFace(note, seed)
    case 'predict':
      return { type: 'predict', question: note.question, choices: note.choices, answer: note.answer }
    case 'bug': {
      const { question, manifest, lines, answer, fixed } = note
      return { type: 'bug', question, manifest, lines, answer, fixed }
    }
    case 'output':
      return {
        type: 'output',
        question: note.question,
        command: note.command,
        output: note.output,
        answer: note.answer,
        ...(note.choices === undefined ? {} : { choices: note.choices }),
        ...(note.answerChoice === undefined ? {} : { answerChoice: note.answerChoice }),
      }
  }
}

function orderFace(note: Extract<Note, { type: 'order' }>, seed: string): CardFace {
  const shown = shuffledOrder(note.steps.length, `${note.id}/${seed}`)
  return {
    type: 'order',
    question: note.question,
    steps: shown.map((index) => note.steps[index] ?? ''),
    answer: note.steps.map((_, index) => shown.indexOf(index)),
  }
}

function clozeFace(parts: readonly ClozePart[], hole: number): CardFace {
  return {
    type: 'cloze',
    parts: parts.map((part) => {
      const hidden = part.hole === hole
      return { text: part.text, hidden, ...(hidden && part.hint !== undefined ? { hint: part.hint } : {}) }
    }),
  }
}

function promptOf(face: CardFace): string {
  if (face.type !== 'cloze') return plainText(face.question)
  const shown = face.parts.map((part) => (part.hidden ? `[${part.hint ?? '…'}]` : part.text))
  return plainText(shown.join(''))
}

function searchTextOf(id: string, note: Note, prompt: string): string {
  const literal = [id, ...(note.tags ?? [])]
  return [...literal, prompt, ...answerTexts(note), plainText(note.why)].join('\n')
}

function answerTexts(note: Note): string[] {
  switch (note.type) {
    case 'cloze':
      return [
        plainText(
          parseCloze(note.text)
            .map((part) => part.text)
            .join(''),
        ),
      ]
    case 'order':
      return note.steps.map(plainText)
    case 'predict':
      return note.choices.map((choice) => plainText(choice.label))
    case 'bug':
      return [note.manifest, plainText(note.answer)]
    case 'output':
      return [note.command, note.output, plainText(note.answer)]
    case 'typed':
      return [note.answer]
    case 'basic':
      return [plainText(note.answer)]
  }
}
