import { distance } from 'fastest-levenshtein'
import type { Verdict } from '../../../contract/study.ts'

/**
 * Grades words: case, spacing, quotes and punctuation at the edges of words are folded. Up to one wrong letter in five, and
 * never in an answer of three letters or fewer, is close; in a dotted name each label counts for itself.
 */
export function gradeText(text: string, answers: readonly string[]): Verdict {
  const given = fold(text)
  if (given === '') return { verdict: 'wrong', feedback: 'Nothing was typed.' }
  const folded = answers.map((answer) => ({ answer, text: fold(answer) }))
  if (folded.some((candidate) => candidate.text === given)) return { verdict: 'correct', feedback: 'Right.' }
  const near = folded
    .filter((candidate) => isNear(given, candidate.text))
    .map((candidate) => ({ ...candidate, distance: distance(given, candidate.text) }))
    .sort((a, b) => a.distance - b.distance)[0]
  if (near !== undefined) {
    return { verdict: 'close', feedback: `Nearly: it is written ${near.answer}.` }
  }
  return { verdict: 'wrong', feedback: 'Compare yours with the answer.' }
}

function isNear(given: string, answer: string): boolean {
  const wrong = distance(given, answer)
  if (answer.length <= 3 || wrong > Math.floor(answer.length / 5)) return false
  const labels = answer.split('.')
  if (labels.length === 1) return true
  const said = given.split('.')
  // A label too many or too few is a word, unless it is only the dot.
  if (said.length !== labels.length) return wrong === 1
  return labels.every((label, index) => isSameLabel(said[index] ?? '', label))
}

/** The same but for a typo: `nats` is no typo of `nats-peers`, nor `web-1` one of `web-0`. */
function isSameLabel(given: string, label: string): boolean {
  if (given.replace(/\D/g, '') !== label.replace(/\D/g, '')) return false
  return distance(given, label) <= Math.max(1, Math.floor(label.length / 5)) || isSwapped(given, label)
}

/** Two letters side by side changed places. */
function isSwapped(given: string, label: string): boolean {
  const at = Array.from(label).findIndex((letter, index) => letter !== given[index])
  const swapped = label.slice(0, at) + (label[at + 1] ?? '') + (label[at] ?? '') + label.slice(at + 2)
  return at >= 0 && given === swapped
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
