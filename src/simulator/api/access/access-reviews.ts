import { invalidValue, required } from '../meta/field-errors.ts'
import { semanticEqual } from '../meta/semantic-equality.ts'
import type { UserInfo } from '../registry/writer.ts'
import type {
  LocalSubjectAccessReview,
  ObjectMeta,
  ResourceAttributes,
  SelfSubjectAccessReview,
  SelfSubjectAccessReviewSpec,
  SubjectAccessReview,
  SubjectAccessReviewSpec,
  SubjectAccessReviewStatus,
} from '../schema/kubernetes-types.ts'
import { invalid, type FieldError } from '../status-error.ts'
import type { AccessAttributes } from './access-attributes.ts'
import type { Authorizer } from './authorizer.ts'

const group = 'authorization.k8s.io'

/** May the user who asks do this? Throws Invalid. */
export function selfSubjectAccessReview(
  authorizer: Authorizer,
  user: UserInfo,
  review: SelfSubjectAccessReview,
): SelfSubjectAccessReview {
  refuseIf('SelfSubjectAccessReview', [
    ...targetErrors(review.spec),
    ...selectorErrors(review.spec.resourceAttributes),
    ...metaErrors(review.metadata),
  ])
  return { ...review, status: decide(authorizer, user, review.spec) }
}

/** May another user do this? Throws Invalid. */
export function subjectAccessReview(
  authorizer: Authorizer,
  review: SubjectAccessReview,
): SubjectAccessReview {
  refuseIf('SubjectAccessReview', [...specErrors(review.spec), ...metaErrors(review.metadata)])
  return { ...review, status: decide(authorizer, userOf(review.spec), review.spec) }
}

/** May another user do this in a namespace? Throws Invalid. */
export function localSubjectAccessReview(
  authorizer: Authorizer,
  namespace: string,
  review: LocalSubjectAccessReview,
): LocalSubjectAccessReview {
  const { resourceAttributes, nonResourceAttributes } = review.spec
  const elsewhere =
    resourceAttributes !== undefined && (resourceAttributes.namespace ?? '') !== namespace
      ? [
          invalidValue(
            'spec.resourceAttributes.namespace',
            resourceAttributes.namespace ?? '',
            'must match metadata.namespace',
          ),
        ]
      : []
  const path =
    nonResourceAttributes === undefined
      ? []
      : [
          invalidValue(
            'spec.nonResourceAttributes',
            nonResourceAttributes,
            'disallowed on this kind of request',
          ),
        ]
  const metadata = { ...review.metadata, namespace: undefined }
  const meta = metaErrors(metadata, 'must be empty except for namespace')
  refuseIf('LocalSubjectAccessReview', [...specErrors(review.spec), ...meta, ...elsewhere, ...path])
  return { ...review, status: decide(authorizer, userOf(review.spec), review.spec) }
}

function decide(
  authorizer: Authorizer,
  user: UserInfo,
  spec: SelfSubjectAccessReviewSpec,
): SubjectAccessReviewStatus {
  const { allowed, reason } = authorizer.authorize(attributesOf(user, spec))
  return { allowed, ...(reason !== '' && { reason }) }
}

/** RBAC knows no selectors: those of a review only narrow what is asked. */
function attributesOf(user: UserInfo, spec: SelfSubjectAccessReviewSpec): AccessAttributes {
  if (spec.resourceAttributes === undefined) {
    const { verb = '', path = '' } = spec.nonResourceAttributes ?? {}
    return { user, verb, resource: null, path }
  }
  const {
    verb = '',
    group: of = '',
    resource = '',
    subresource = '',
    namespace = '',
    name = '',
  } = spec.resourceAttributes
  return { user, verb, resource: { group: of, resource, subresource, namespace, name }, path: '' }
}

function userOf({ user = '', uid, groups = [], extra }: SubjectAccessReviewSpec): UserInfo {
  return { name: user, groups, ...(uid !== undefined && { uid }), ...(extra !== undefined && { extra }) }
}

function specErrors(spec: SubjectAccessReviewSpec): readonly FieldError[] {
  const hasSubject = (spec.user ?? '') !== '' || (spec.groups ?? []).length > 0
  const why = 'at least one of user or group must be specified'
  return [
    ...targetErrors(spec),
    ...(hasSubject ? [] : [invalidValue('spec.user', spec.user ?? '', why)]),
    ...selectorErrors(spec.resourceAttributes),
  ]
}

/** A resource or a path must be named, not both. */
function targetErrors(spec: SelfSubjectAccessReviewSpec): readonly FieldError[] {
  const { resourceAttributes, nonResourceAttributes } = spec
  if (resourceAttributes !== undefined && nonResourceAttributes !== undefined) {
    const why = 'cannot be specified in combination with resourceAttributes'
    return [invalidValue('spec.nonResourceAttributes', nonResourceAttributes, why)]
  }
  if (resourceAttributes !== undefined || nonResourceAttributes !== undefined) return []
  const why = 'exactly one of nonResourceAttributes or resourceAttributes must be specified'
  return [invalidValue('spec.resourceAttributes', null, why)]
}

function selectorErrors(attributes: ResourceAttributes | undefined): readonly FieldError[] {
  return (['fieldSelector', 'labelSelector'] as const).flatMap((name) => {
    const selector = attributes?.[name]
    if (selector === undefined) return []
    const path = `spec.resourceAttributes.${name}`
    const { rawSelector = '', requirements = [] } = selector
    if (rawSelector !== '' && requirements.length > 0) {
      const why = 'may not specified at the same time as requirements'
      return [invalidValue(`${path}.rawSelector`, rawSelector, why)]
    }
    if (rawSelector !== '' || requirements.length > 0) return []
    return [
      required(`${path}.requirements`, `when ${path} is specified, requirements or rawSelector is required`),
    ]
  })
}

function metaErrors(metadata: ObjectMeta | undefined, why = 'must be empty'): readonly FieldError[] {
  const rest = { ...metadata, managedFields: undefined, creationTimestamp: undefined }
  return semanticEqual(rest, {}) ? [] : [invalidValue('metadata', metadata, why)]
}

function refuseIf(kind: string, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalid({ group, kind }, '', errors)
}
