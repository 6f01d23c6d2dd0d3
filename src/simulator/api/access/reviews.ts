import type { Clock } from '../../clock.ts'
import { timestamp } from '../object.ts'
import type { UserInfo } from '../registry/writer.ts'
import type {
  SelfSubjectReview,
  SelfSubjectRulesReview,
  TokenReview,
  UserInfo as UserInfoObject,
} from '../schema/kubernetes-types.ts'
import { StatusError } from '../status-error.ts'
import { tokenIssuer } from './account-claims.ts'
import { localSubjectAccessReview, selfSubjectAccessReview, subjectAccessReview } from './access-reviews.ts'
import { tokenUser, type AuthenticationPorts } from './authenticator.ts'
import type { Authorizer } from './authorizer.ts'

/** Who asks, and in which namespace ('' for none). */
export interface ReviewRequest {
  readonly user: UserInfo
  readonly namespace: string
}

/** Answers a review of the decoded body. Throws a StatusError. */
export type Review = (request: ReviewRequest, body: unknown) => object

/**
 * The reviews by resource and group (`selfsubjectaccessreviews.authorization.k8s.io`). Source: `pkg/registry/authorization` and
 * `pkg/registry/authentication`.
 */
export function reviews(
  ports: AuthenticationPorts & { readonly authorizer: Authorizer; readonly clock: Clock },
): Readonly<Record<string, Review>> {
  const { authorizer } = ports
  return {
    'selfsubjectaccessreviews.authorization.k8s.io': ({ user }, body) =>
      selfSubjectAccessReview(authorizer, user, body as Parameters<typeof selfSubjectAccessReview>[2]),
    'subjectaccessreviews.authorization.k8s.io': (_, body) =>
      subjectAccessReview(authorizer, body as Parameters<typeof subjectAccessReview>[1]),
    'localsubjectaccessreviews.authorization.k8s.io': ({ namespace }, body) =>
      localSubjectAccessReview(authorizer, namespace, body as Parameters<typeof localSubjectAccessReview>[2]),
    'selfsubjectrulesreviews.authorization.k8s.io': ({ user }, body) =>
      selfSubjectRulesReview(authorizer, user, body as SelfSubjectRulesReview),
    'selfsubjectreviews.authentication.k8s.io': ({ user }) => selfSubjectReview(user, ports.clock.now()),
    'tokenreviews.authentication.k8s.io': (_, body) => tokenReview(ports, body as TokenReview),
  }
}

function selfSubjectRulesReview(
  authorizer: Authorizer,
  user: UserInfo,
  { spec }: SelfSubjectRulesReview,
): SelfSubjectRulesReview {
  const { namespace = '' } = spec
  if (namespace === '') throw new StatusError('BadRequest', 'no namespace on request')
  const { rules, error } = authorizer.rulesFor(user, namespace)
  return {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: {},
    status: {
      resourceRules: rules
        .filter(({ resources }) => resources !== undefined && resources.length > 0)
        .map(({ verbs, apiGroups, resources, resourceNames }) => ({
          verbs,
          apiGroups,
          resources,
          ...(resourceNames !== undefined && { resourceNames }),
        })),
      nonResourceRules: rules
        .filter(({ nonResourceURLs }) => nonResourceURLs !== undefined && nonResourceURLs.length > 0)
        .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
      incomplete: false,
      ...(error !== '' && { evaluationError: error }),
    },
  }
}

function selfSubjectReview(user: UserInfo, now: number): SelfSubjectReview {
  return {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { creationTimestamp: timestamp(now) },
    status: { userInfo: userObject(user) },
  }
}

function tokenReview(ports: AuthenticationPorts, review: TokenReview): TokenReview {
  const { token = '', audiences: wanted = [] } = review.spec
  if (token === '') throw new StatusError('BadRequest', 'token is required for TokenReview in authentication')
  const found = tokenUser(ports, token, wanted.length === 0 ? [tokenIssuer] : wanted)
  const status =
    found instanceof Error
      ? { user: {}, error: found.message }
      : {
          authenticated: true,
          user: userObject(found.user),
          ...(found.audiences.length > 0 && { audiences: found.audiences }),
        }
  return {
    kind: 'TokenReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: {},
    spec: review.spec,
    status,
  }
}

function userObject({ name, uid, groups, extra }: UserInfo): UserInfoObject {
  return {
    username: name,
    ...(uid !== undefined && { uid }),
    ...(groups.length > 0 && { groups }),
    ...(extra !== undefined && Object.keys(extra).length > 0 && { extra }),
  }
}
