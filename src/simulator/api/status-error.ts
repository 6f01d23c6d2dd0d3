import { goQuote } from './meta/go-quote.ts'
import { groupResource, type Resource } from './resource.ts'
import type { Status, StatusCause } from './schema/kubernetes-types.ts'

/** metav1.StatusReason, with the HTTP code that Kubernetes sends for it (apimachinery `pkg/api/errors`). */
const codes = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  AlreadyExists: 409,
  Conflict: 409,
  Gone: 410,
  Expired: 410,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  NotImplemented: 501,
  ServiceUnavailable: 503,
} as const

export type StatusReason = keyof typeof codes

/** An error as the API answers it: a metav1.Status. */
export class StatusError extends Error {
  readonly status: Status

  constructor(
    reason: StatusReason | '',
    message: string,
    more: { code?: number; details?: Status['details'] } = {},
  ) {
    super(message)
    this.name = 'StatusError'
    const code = more.code ?? (reason === '' ? 500 : codes[reason])
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason !== '' && { reason }),
      ...(more.details !== undefined && { details: more.details }),
      code,
    }
  }
}

/** `deployments.apps "web" not found` */
export function notFound(resource: Pick<Resource, 'group' | 'name'>, name: string): StatusError {
  return new StatusError('NotFound', `${groupResource(resource)} "${name}" not found`, {
    details: detailsOf(resource, name),
  })
}

/** `services "web" already exists` */
export function alreadyExists(resource: Pick<Resource, 'group' | 'name'>, name: string): StatusError {
  return new StatusError('AlreadyExists', `${groupResource(resource)} "${name}" already exists`, {
    details: detailsOf(resource, name),
  })
}

/** `Operation cannot be fulfilled on services "web": why` */
export function conflict(resource: Pick<Resource, 'group' | 'name'>, name: string, why: string): StatusError {
  return new StatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${groupResource(resource)} "${name}": ${why}`,
    {
      details: detailsOf(resource, name),
    },
  )
}

/** The text of every optimistic-lock failure. */
export const modifiedMeanwhile =
  'the object has been modified; please apply your changes to the latest version and try again'

/** `Service "web" is invalid: …` with one cause for each error; one error stands alone, several in brackets. */
export function invalid(
  resource: Pick<Resource, 'group' | 'kind'>,
  name: string,
  errors: readonly FieldError[],
): StatusError {
  const kind = resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`
  const texts = [...new Set(errors.map(fieldErrorText))]
  const [only = ''] = texts
  const all = texts.length === 1 ? only : `[${texts.join(', ')}]`
  return new StatusError('Invalid', `${kind} "${name}" is invalid: ${all}`, {
    details: {
      name,
      ...(resource.group !== '' && { group: resource.group }),
      kind: resource.kind,
      causes: errors.map(causeOf),
    },
  })
}

/** What is wrong with one field: apimachinery's `field.Error`. */
export interface FieldError {
  readonly type:
    | 'Required'
    | 'Invalid'
    | 'NotSupported'
    | 'Forbidden'
    | 'Duplicate'
    | 'TooLong'
    | 'TooMany'
    | 'NotFound'
    | 'TypeInvalid'
    | 'Internal'
  /** `spec.ports[0].port` */
  readonly field: string
  /** The bad value, for the types that print it; {@link omittedValue} prints none. */
  readonly value?: unknown
  readonly detail: string
}

const words = {
  Required: ['FieldValueRequired', 'Required value'],
  Invalid: ['FieldValueInvalid', 'Invalid value'],
  NotSupported: ['FieldValueNotSupported', 'Unsupported value'],
  Forbidden: ['FieldValueForbidden', 'Forbidden'],
  Duplicate: ['FieldValueDuplicate', 'Duplicate value'],
  TooLong: ['FieldValueTooLong', 'Too long'],
  TooMany: ['FieldValueTooMany', 'Too many'],
  NotFound: ['FieldValueNotFound', 'Not found'],
  TypeInvalid: ['FieldValueTypeInvalid', 'Invalid value'],
  Internal: ['InternalError', 'Internal error'],
} as const

/** apimachinery `field.OmitValueType`: for a value that is too large to show. */
export const omittedValue = Symbol('omitted value')

function fieldErrorText(error: FieldError): string {
  return `${error.field}: ${errorBody(error)}`
}

/** apimachinery `field.Error.ErrorBody`. */
function errorBody({ type, value, detail }: FieldError): string {
  const [, word] = words[type]
  const shown =
    ['Required', 'Forbidden', 'TooLong', 'Internal'].includes(type) || value === omittedValue
      ? word
      : `${word}: ${shownValue(value)}`
  return detail === '' ? shown : `${shown}: ${detail}`
}

/** Strings as `%q`, numbers and booleans plain, the rest as Go's JSON, which escapes what HTML would read. */
function shownValue(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return goQuote(value)
  return JSON.stringify(value).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
}

function causeOf(error: FieldError): StatusCause {
  return { reason: words[error.type][0], message: errorBody(error), field: error.field }
}

function detailsOf(resource: Pick<Resource, 'group' | 'name'>, name: string): NonNullable<Status['details']> {
  return { name, ...(resource.group !== '' && { group: resource.group }), kind: resource.name }
}
