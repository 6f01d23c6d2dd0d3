import { forbiddenField, invalidValue, notSupported } from '../../meta/field-errors.ts'
import type { LabelSelector, PodTemplateSpec } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { checkPodTemplate } from '../pod/pod-template-validation.ts'
import { entries } from '../zero-values.ts'
import { isEmpty, selectorMatches, shownSelector } from './selector.ts'

/**
 * The template of a Deployment, ReplicaSet or StatefulSet against its selector (apps `ValidatePodTemplateSpecForReplicaSet`); with a
 * selector that is not valid the template is not looked at. `kind` refuses a deadline; `unreadable` says what such a selector is.
 */
export function* checkSelectedTemplate(
  template: PodTemplateSpec | undefined,
  selector: LabelSelector | undefined,
  kind: string,
  unreadable: string,
): FieldErrors {
  if (selector !== undefined && selectorMatches(selector, {}) === null) {
    yield invalidValue('spec.selector', shownSelector(selector), unreadable)
    return
  }
  yield* checkTemplateLabels(template, selector)
  yield* checkLastingTemplate(template, kind)
}

/** The labels of a template are those that the selector wants; no selector matches none. */
export function* checkTemplateLabels(
  template: PodTemplateSpec | undefined,
  selector: LabelSelector | undefined,
): FieldErrors {
  if (selector !== undefined && isEmpty(selector)) return
  const labels = template?.metadata?.labels
  if (selectorMatches(selector, labels ?? {}) !== false) return
  const shown = labels === undefined ? null : Object.fromEntries(entries(labels))
  yield invalidValue('spec.template.metadata.labels', shown, '`selector` does not match template `labels`')
}

/** A template of Pods that run for ever; `kind` is what refuses a deadline. */
export function* checkLastingTemplate(template: PodTemplateSpec | undefined, kind: string): FieldErrors {
  yield* checkPodTemplate('spec.template', template)
  const policy = template?.spec?.restartPolicy
  if (policy !== 'Always') yield notSupported('spec.template.spec.restartPolicy', policy ?? '', ['Always'])
  if (template?.spec?.activeDeadlineSeconds !== undefined) {
    const detail = `activeDeadlineSeconds in ${kind} is not Supported`
    yield forbiddenField('spec.template.spec.activeDeadlineSeconds', detail)
  }
}
