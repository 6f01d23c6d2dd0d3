import type { GoStruct, GoType } from '../go-types.ts'
import type { JsonNode } from '../json/json-node.ts'

/** Where the decoder is: the innermost struct, and the names of the fields down to it (encoding/json `errorContext`). */
export interface GoContext {
  readonly struct: GoStruct | null
  readonly fields: readonly string[]
}

/** A value whose type does not fit. Source: encoding/json `UnmarshalTypeError`. */
export class GoTypeMismatch extends Error {
  constructor(node: JsonNode, type: Pick<GoType, 'name'>, { struct, fields }: GoContext) {
    const into =
      struct === null && fields.length === 0
        ? 'Go value'
        : `Go struct field ${struct?.shortName ?? ''}.${fields.join('.')}`
    super(`json: cannot unmarshal ${shown(node)} into ${into} of type ${type.name}`)
  }
}

/** Numbers are named only when it is their value that does not fit. */
export class GoNumberMismatch extends Error {
  constructor(text: string, type: Pick<GoType, 'name'>, { struct, fields }: GoContext) {
    super(
      `json: cannot unmarshal number ${text} into Go struct field ${struct?.shortName ?? ''}.${fields.join('.')} of type ${type.name}`,
    )
  }
}

function shown(node: JsonNode): string {
  return node.kind
}
