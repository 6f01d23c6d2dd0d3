import { ExitCode, KubedrillError } from '../../../contract/errors.ts'
import type { Attempt, Verdict } from '../../../contract/study.ts'
import type { Card } from '../curriculum.ts'
import { gradeChoice } from './grade-choice.ts'
import { gradeCommand } from './command/grade-command.ts'
import { gradeOrder } from './grade-order.ts'
import { gradeText } from './grade-text.ts'

/** The attempt is not of the kind that the card asks for. */
export class UnfitAttemptError extends KubedrillError {
  constructor(card: Card, attempt: Attempt) {
    super({
      code: 'study.unfit-attempt',
      message: `The card \`${card.id}\` (${card.face.type}) cannot be answered with \`${attempt.type}\`.`,
      remedy: 'Send the kind of attempt that fits the card, or reveal it without one.',
      exit: ExitCode.usage,
    })
  }
}

/**
 * Grades what the learner did before the reveal. Pure: a card and an attempt always get the same verdict. Throws
 * {@link UnfitAttemptError} (`study.unfit-attempt`) when the attempt does not fit the card's type.
 */
export function gradeAttempt(card: Card, attempt: Attempt): Verdict {
  const { face, note } = card
  if (face.type === 'typed' && note.type === 'typed' && attempt.type === 'typed') {
    const answers = [note.answer, ...(note.accept ?? [])]
    return note.language === 'command'
      ? gradeCommand(attempt.text, answers, note.placeholders ?? [])
      : gradeText(attempt.text, answers)
  }
  if (face.type === 'cloze' && attempt.type === 'typed') {
    const hidden = face.parts.filter((part) => part.hidden).map((part) => part.text)
    return gradeText(attempt.text, [hidden.join(' '), ...(new Set(hidden).size === 1 ? hidden : [])])
  }
  if (face.type === 'order' && attempt.type === 'order') return gradeOrder(face, attempt.order)
  if (face.type === 'predict' && attempt.type === 'choice') {
    return gradeChoice(face.choices, face.answer, attempt.choice)
  }
  if (
    face.type === 'output' &&
    face.choices &&
    face.answerChoice !== undefined &&
    attempt.type === 'choice'
  ) {
    return gradeChoice(face.choices, face.answerChoice, attempt.choice)
  }
  if (face.type === 'bug' && attempt.type === 'line') return gradeLine(face.lines, attempt.line)
  throw new UnfitAttemptError(card, attempt)
}

function gradeLine(lines: readonly number[], line: number): Verdict {
  if (lines.includes(line)) return { verdict: 'correct', feedback: `Line ${line} is where it goes wrong.` }
  const near = lines.find((right) => Math.abs(right - line) === 1)
  if (near === undefined) return { verdict: 'wrong', feedback: `Line ${line} is as it should be.` }
  return {
    verdict: 'close',
    feedback: `Line ${line} is as it should be; its neighbour, line ${near}, is not.`,
  }
}
