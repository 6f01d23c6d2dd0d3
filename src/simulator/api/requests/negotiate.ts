import { StatusError } from '../status-error.ts'

/** How an answer about objects is wanted. */
export type Shape = 'object' | 'table' | 'metadata'

const known: readonly (readonly [Shape, RegExp])[] = [
  ['table', /^Table$/],
  ['metadata', /^PartialObjectMetadata(?:List)?$/],
]

/**
 * Reads an Accept header as apiserver's content negotiation does: the first clause that can be served wins; of `as=Table` and
 * `as=PartialObjectMetadata` version v1 of meta.k8s.io. Answers are JSON. Throws NotAcceptable.
 */
export function negotiate(accept: string | undefined): Shape {
  if (accept === undefined || accept.trim() === '') return 'object'
  for (const clause of accept.split(',')) {
    const [type = '', ...parameters] = clause.split(';').map((part) => part.trim())
    if (!['application/json', 'application/*', '*/*'].includes(type.toLowerCase())) continue
    const given = new Map(parameters.map((parameter) => split(parameter)))
    const as = given.get('as')
    if (as === undefined) return 'object'
    if (given.get('g') !== 'meta.k8s.io' || given.get('v') !== 'v1') continue
    const shape = known.find(([, pattern]) => pattern.test(as))?.[0]
    if (shape !== undefined) return shape
  }
  throw new StatusError(
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  )
}

function split(parameter: string): readonly [string, string] {
  const at = parameter.indexOf('=')
  return at < 0 ? [parameter, ''] : [parameter.slice(0, at), parameter.slice(at + 1)]
}
