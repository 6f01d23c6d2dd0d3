import type { Writer } from '../registry/writer.ts'
import { invalid, StatusError } from '../status-error.ts'
import type { ApiRequest } from './answer.ts'
import type { RequestBody } from './request-ports.ts'

/** Who writes: the field manager is named, or the first word of the User-Agent (apiserver `managerOrUserAgent`). */
export function writerOf(request: ApiRequest, warn: (text: string) => void): Writer {
  const query = request.url.searchParams
  const [agent = ''] = (request.headers['user-agent'] ?? '').split('/')
  const named = query.get('fieldManager') ?? ''
  if (named.length > 128) {
    throw invalid({ group: 'meta.k8s.io', kind: 'CreateOptions' }, '', [
      { type: 'TooLong', field: 'fieldManager', detail: 'may not be more than 128 bytes' },
    ])
  }
  const dryRun = query.getAll('dryRun').filter((value) => value !== '')
  const odd = dryRun.find((value) => value !== 'All')
  if (odd !== undefined) {
    throw invalid({ group: 'meta.k8s.io', kind: 'CreateOptions' }, '', [
      { type: 'NotSupported', field: 'dryRun', value: dryRun, detail: 'supported values: "All"' },
    ])
  }
  return {
    user: request.user,
    fieldManager: named !== '' ? named : agent.slice(0, 128),
    dryRun: dryRun.length > 0,
    warn,
  }
}

/** The body as its decoder wants it. Throws BadRequest for an unknown fieldValidation. */
export function bodyOf(request: ApiRequest, warn: (text: string) => void): RequestBody {
  return {
    contentType: mediaTypeOf(request.headers['content-type']),
    bytes: request.body,
    fieldValidation: fieldValidationOf(request),
    warn,
  }
}

/** Default Warn, as the API server's own. */
export function fieldValidationOf(request: ApiRequest): RequestBody['fieldValidation'] {
  const asked = request.url.searchParams.get('fieldValidation') ?? ''
  if (asked === '') return 'Warn'
  if (asked === 'Strict' || asked === 'Warn' || asked === 'Ignore') return asked
  throw new StatusError('BadRequest', `invalid fieldValidation parameter: ${asked}`)
}

/** Without parameters; JSON when there is none. */
export function mediaTypeOf(header: string | undefined): string {
  const [type = ''] = (header ?? '').split(';')
  return type.trim() === '' ? 'application/json' : type.trim().toLowerCase()
}
