import type { Verdict } from '../../../contract/study.ts'

/**
 * Grades an order of `steps`. Both `answer` and `order` list indexes into the steps as shown. One swapped pair is close,
 * everything else that differs is wrong; the feedback names the steps.
 */
export function gradeOrder(
  { steps, answer }: { readonly steps: readonly string[]; readonly answer: readonly number[] },
  order: readonly number[],
): Verdict {
  const complete = order.length === answer.length && answer.every((index) => order.includes(index))
  if (!complete) return { verdict: 'wrong', feedback: 'Every step belongs in the order exactly once.' }
  const off = answer.flatMap((right, place) => (order[place] === right ? [] : [place]))
  const [first, second] = off
  if (first === undefined || second === undefined)
    return { verdict: 'correct', feedback: 'In the right order.' }
  const step = (place: number): string => `“${steps[answer[place] ?? -1] ?? ''}”`
  if (off.length === 2) {
    return {
      verdict: 'close',
      feedback: `Two steps are swapped: ${step(first)} comes before ${step(second)}.`,
    }
  }
  return { verdict: 'wrong', feedback: `Right up to step ${first}; then comes ${step(first)}.` }
}
