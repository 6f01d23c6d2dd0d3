import { KubedrillError } from '../../contract/errors.ts'

/** The API server's own words for a failure (`meta/v1 Status`). */
export interface KubeStatus {
  readonly reason?: string
  readonly message?: string
  readonly code?: number
  readonly status?: string
  readonly details?: { readonly causes?: readonly { readonly reason?: string; readonly message?: string }[] }
}

const remedies: Readonly<Record<string, string>> = {
  NotFound: 'Check the name and the namespace.',
  AlreadyExists: 'Delete the object first, or apply instead of create.',
  Conflict: 'The object changed meanwhile; read it again and repeat.',
  Forbidden: 'Use credentials that may do this, or grant them the verb with RBAC.',
  Unauthorized: 'Bring the cluster up again: its credentials are no longer valid.',
  Invalid: 'Correct the named fields of the manifest.',
  BadRequest: 'Correct the manifest or the request.',
}

/** A request that the API server refused; `reason` is its own (`NotFound`, `Conflict`, …), in the code as kebab-case. */
export class KubeRequestError extends KubedrillError {
  readonly status: number
  readonly reason: string

  constructor(request: string, status: number, answer: KubeStatus) {
    const reason =
      answer.reason !== undefined && answer.reason !== '' ? answer.reason : reasonOfStatus(status)
    super({
      code: `kubernetes.${kebab(reason)}`,
      message: `${request}: ${answer.message ?? `the API server answered ${status}`}`,
      remedy: remedies[reason] ?? 'Try again; if it goes on, bring the cluster down and up.',
      exit: 4,
    })
    this.status = status
    this.reason = reason
  }
}

/** No answer from the API server at all. */
export class KubeUnreachable extends KubedrillError {
  constructor(server: string, cause: Error) {
    super(
      {
        code: 'kubernetes.unreachable',
        message: `The cluster's API server at ${server} does not answer: ${cause.message}.`,
        remedy: 'Bring the cluster up again with `kubedrill cluster up`.',
        exit: 3,
      },
      { cause },
    )
  }
}

function reasonOfStatus(status: number): string {
  const reasons: Readonly<Record<number, string>> = {
    400: 'BadRequest',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'NotFound',
    409: 'Conflict',
    422: 'Invalid',
    429: 'TooManyRequests',
    503: 'ServiceUnavailable',
  }
  return reasons[status] ?? 'RequestFailed'
}

function kebab(reason: string): string {
  return reason
    .replace(/[^A-Za-z0-9]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
}
