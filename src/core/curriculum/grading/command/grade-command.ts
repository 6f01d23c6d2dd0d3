import { distance } from 'fastest-levenshtein'
import type { Verdict } from '../../../../contract/study.ts'
import { compareForms, type Difference } from './compare-forms.ts'
import { verbOf, type Reading } from './normal-form.ts'
import { hidePlaceholders, matchesValue } from './placeholders.ts'
import { readCommand } from './read-command.ts'
import { hasBadSubstitution, hasOpenQuote, splitLine, type Stage } from './shell-line.ts'
import { tellWriting } from './tell-writing.ts'

const rank = { correct: 0, close: 1, wrong: 2 } as const

/**
 * Grades a command by what it would do: flags in any order, aliases and the ways to write a value are equal. Another target
 * (namespace, object, host, record type) is wrong; another manner (output format, timeouts) or a slip of the keyboard is
 * close. What is not understood is compared word by word, and the feedback says so. The best verdict over `answers` counts.
 */
export function gradeCommand(
  text: string,
  answers: readonly string[],
  placeholders: readonly string[],
): Verdict {
  if (text.trim() === '') return { verdict: 'wrong', feedback: 'Nothing was typed.' }
  if (hasOpenQuote(text))
    return { verdict: 'wrong', feedback: 'A quote is left open, so the shell would wait for more.' }
  if (hasBadSubstitution(text))
    return { verdict: 'wrong', feedback: 'A `${` is left open or empty, so the shell would refuse it.' }
  const given = splitLine(text)
  const verdicts = answers.map((answer) =>
    gradeLine(given, splitLine(hidePlaceholders(answer, placeholders))),
  )
  const best = verdicts.sort((a, b) => rank[a.verdict] - rank[b.verdict])[0]
  return best ?? { verdict: 'wrong', feedback: 'This card has no answer.' }
}

function gradeLine(given: readonly Stage[], expected: readonly Stage[]): Verdict {
  const parts = expected.flatMap((want, index) => {
    const have = given[index]
    return have?.operator === want.operator ? [gradeStage(have, want)] : []
  })
  if (parts.length < expected.length) {
    const missing = expected[parts.length]
    const lacks = `${missing?.operator ?? ''} ${missing?.words.join(' ') ?? ''}`.trim()
    return { verdict: 'wrong', feedback: `The command lacks \`${lacks}\`.` }
  }
  const worst = parts.sort((a, b) => rank[b.verdict] - rank[a.verdict])[0]
  if (worst === undefined) return { verdict: 'wrong', feedback: 'This is not a command.' }
  const extra = given[expected.length]
  if (extra === undefined || worst.verdict === 'wrong') return worst
  return {
    verdict: 'close',
    feedback: `Adds \`${extra.operator} ${extra.words.join(' ')}\`, which nobody asked for.`,
  }
}

function gradeStage(given: Stage, expected: Stage): Verdict {
  if (sameWords(given, expected)) return { verdict: 'correct', feedback: 'Right.' }
  const have = readCommand(given.words)
  const want = readCommand(expected.words)
  if ('opaque' in have || 'opaque' in want) return gradeLiterally(given, expected, have, want)
  const differences = compareForms(have.form, want.form)
  if (differences.length === 0) {
    const writing = tellWriting(have.form, want.form)
    const feedback =
      writing === '' ? 'Does the same; the order of flags is free.' : `Does the same: ${writing}.`
    return { verdict: 'correct', feedback }
  }
  return { verdict: differences.every((one) => one.slight) ? 'close' : 'wrong', feedback: told(differences) }
}

function told(differences: readonly Difference[]): string {
  return [...differences]
    .sort((a, b) => Number(a.slight) - Number(b.slight))
    .slice(0, 3)
    .map((one) => one.text)
    .join(' ')
}

/** Without understanding there is no 'wrong', unless the program or kubectl's verb is another. */
function gradeLiterally(given: Stage, expected: Stage, have: Reading, want: Reading): Verdict {
  const [program, wanted] = [programOf(given), programOf(expected)]
  if (program !== wanted) {
    const typo = distance(program, wanted) <= 2 && wanted.length > 3
    return { verdict: typo ? 'close' : 'wrong', feedback: `It runs \`${program}\`, not \`${wanted}\`.` }
  }
  const [verb, wantedVerb] = [verbOf(have), verbOf(want)]
  if (verb !== null && wantedVerb !== null && verb !== wantedVerb) {
    return { verdict: 'wrong', feedback: `Its verb is \`${verb}\`, not \`${wantedVerb}\`.` }
  }
  const reason = 'opaque' in have ? have.opaque.reason : 'opaque' in want ? want.opaque.reason : ''
  const feedback = `Compared word by word, since ${reason}; the words differ, so judge it yourself.`
  return { verdict: 'close', feedback }
}

function programOf(stage: Stage): string {
  const [path = ''] = stage.words
  const program = path.slice(path.lastIndexOf('/') + 1)
  return program === 'k' ? 'kubectl' : program
}

function sameWords(given: Stage, expected: Stage): boolean {
  return (
    given.words.length === expected.words.length &&
    expected.words.every((word, index) => matchesValue(word, given.words[index] ?? ''))
  )
}
