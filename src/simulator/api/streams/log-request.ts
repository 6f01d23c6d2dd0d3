import { invalid, StatusError, type FieldError } from '../status-error.ts'
import type { LogOptions } from './containers.ts'

/** What the query of `pods/NAME/log` asks for. */
export interface LogRequest extends LogOptions {
  readonly container: string | null
  readonly follow: boolean
  readonly previous: boolean
}

/** Reads PodLogOptions (kubernetes `pkg/apis/core/validation` ValidatePodLogOptions). Throws BadRequest and Invalid StatusErrors. */
export function logRequest(query: URLSearchParams): LogRequest {
  const number = (name: string): number | undefined => {
    const text = query.get(name)
    if (text === null) return undefined
    if (!/^-?\d+$/.test(text)) {
      throw new StatusError('BadRequest', `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
    }
    return Number(text)
  }
  const flag = (name: string) => ['1', 'true', ''].includes(query.get(name) ?? 'false')
  const errors: FieldError[] = []
  const [tailLines, sinceSeconds, limitBytes] = [
    number('tailLines'),
    number('sinceSeconds'),
    number('limitBytes'),
  ]
  const refuse = (field: string, value: number, detail: string) =>
    errors.push({ type: 'Invalid', field, value, detail })
  if (tailLines !== undefined && tailLines < 0)
    refuse('tailLines', tailLines, 'must be greater than or equal to 0')
  if (limitBytes !== undefined && limitBytes < 1) refuse('limitBytes', limitBytes, 'must be greater than 0')
  if (sinceSeconds !== undefined && sinceSeconds < 1)
    refuse('sinceSeconds', sinceSeconds, 'must be greater than 0')
  const sinceText = query.get('sinceTime')
  const sinceTime = sinceText === null ? undefined : Date.parse(sinceText)
  if (sinceTime !== undefined && Number.isNaN(sinceTime)) {
    throw new StatusError(
      'BadRequest',
      `parsing time ${JSON.stringify(sinceText)} as "2006-01-02T15:04:05Z07:00": cannot parse`,
    )
  }
  if (sinceTime !== undefined && sinceSeconds !== undefined) {
    errors.push({
      type: 'Forbidden',
      field: '',
      detail: 'at most one of `sinceTime` or `sinceSeconds` may be specified',
    })
  }
  if (query.get('stream') !== null && query.get('stream') !== 'All') {
    throw new StatusError('BadRequest', 'choosing a log stream is not modelled by the embedded cluster')
  }
  if (errors.length > 0) throw invalid({ group: '', kind: 'PodLogOptions' }, '', errors)
  return {
    container: query.get('container'),
    follow: flag('follow'),
    previous: flag('previous'),
    timestamps: flag('timestamps'),
    ...(tailLines !== undefined && { tailLines }),
    ...(sinceSeconds !== undefined && { sinceSeconds }),
    ...(sinceTime !== undefined && { sinceTime }),
    ...(limitBytes !== undefined && { limitBytes }),
  }
}
