import { distance } from 'fastest-levenshtein'
import type { Verdict } from '../../../contract/study.ts'

/**
 * Grades words: case, spacing, quotes and punctuation at the edges of words are folded. Up to one wrong letter in five, and
 * never in an answer of three letters or fewer, is close.
 */
export function gradeText(text: string, answers: readonly string[]): Verdict {
  const given = fold(text)
  if (given === '') return { verdict: 'wrong', feedback: 'Nothing was typed.' }
  const folded = answers.map((answer) => ({ answer, text: fold(answer) }))
  if (folded.some((candidate) => candidate.text === given)) return { verdict: 'correct', feedback: 'Right.' }
  const near = folded
    .map((candidate) => ({ ...candidate, distance: distance(given, candidate.text) }))
    .sort((a, b) => a.distance - b.distance)[0]
  if (near !== undefined && near.distance <= Math.floor(near.text.length / 5) && near.text.length > 3) {
    return { verdict: 'close', feedback: `Nearly: it is written ${near.answer}.` }
  }
  return { verdict: 'wrong', feedback: 'Compare yours with the answer.' }
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[`"'“”‘’]/g, '')
    .split(/\s+/)
    .map((word) => word.replace(/^[,;:!?()]+|[.,;:!?()]+$/g, '') || word)
    .filter((word) => word !== '')
    .join(' ')
}
