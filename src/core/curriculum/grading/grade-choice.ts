import type { Verdict } from '../../../contract/study.ts'

/** Grades one of several choices by its id. */
export function gradeChoice(
  choices: readonly { readonly id: string; readonly label: string }[],
  answer: string,
  choice: string,
): Verdict {
  const label = (id: string): string => choices.find((candidate) => candidate.id === id)?.label ?? id
  if (choice === answer) return { verdict: 'correct', feedback: `Right: ${label(answer)}.` }
  return { verdict: 'wrong', feedback: `You chose “${label(choice)}”.` }
}
