import { validateLabelSelector } from '../../meta/label-validation.ts'
import { validateImmutable } from '../../meta/object-meta-validation.ts'
import { invalidValue, required } from '../../meta/field-errors.ts'
import type { LabelSelector } from '../../schema/kubernetes-types.ts'
import { selectorRequirements } from '../../selectors/label-selector.ts'
import { matchesLabels } from '../../selectors/label-requirement.ts'
import { StatusError } from '../../status-error.ts'
import type { FieldErrors } from '../field-checks.ts'
import { compact, entries, list } from '../zero-values.ts'

type Labels = Readonly<Record<string, string>>

/** A workload's selector: there, well formed, and not empty (`empty selector is invalid for …`). */
export function* checkSelector(selector: LabelSelector | undefined, kind: string): FieldErrors {
  if (selector === undefined) {
    yield required('spec.selector')
    return
  }
  yield* validateLabelSelector(selector, 'spec.selector')
  if (isEmpty(selector)) {
    yield invalidValue('spec.selector', shownSelector(selector), `empty selector is invalid for ${kind}`)
  }
}

/** apps/v1: a selector never changes. */
export function checkSameSelector(
  next: LabelSelector | undefined,
  previous: LabelSelector | undefined,
): Iterable<ReturnType<typeof validateImmutable>[number]> {
  return validateImmutable(
    next === undefined ? null : shownSelector(next),
    previous === undefined ? null : shownSelector(previous),
    'spec.selector',
  )
}

/** `metav1.LabelSelectorAsSelector`, applied: no selector matches nothing, an empty one everything; null for one that is not valid. */
export function selectorMatches(selector: LabelSelector | undefined, labels: Labels): boolean | null {
  try {
    return matchesLabels(selectorRequirements(selector), labels)
  } catch (error) {
    if (error instanceof StatusError) return null
    throw error
  }
}

/** A selector as Go's JSON has it, with sorted labels. */
export function shownSelector(selector: LabelSelector): LabelSelector {
  const labels = entries(selector.matchLabels)
  const expressions = list(selector.matchExpressions)
  return compact({
    matchLabels: labels.length === 0 ? undefined : Object.fromEntries(labels),
    matchExpressions: expressions.length === 0 ? undefined : expressions,
  })
}

/** A selector that says nothing. */
export function isEmpty(selector: LabelSelector): boolean {
  return Object.keys(shownSelector(selector)).length === 0
}
