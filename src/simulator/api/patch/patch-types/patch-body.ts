import { messageOf } from '../../schema/decode/body-kind.ts'
import { GoTypeMismatch } from '../../schema/decode/go-errors.ts'
import { StrictErrors } from '../../schema/decode/strict-errors.ts'
import { addDuplicates } from '../../schema/decode/unknown-fields.ts'
import { plainValue, type JsonNode } from '../../schema/json/json-node.ts'
import { parseJson } from '../../schema/json/parse-json.ts'
import { StatusError } from '../../status-error.ts'
import { isObject, type JsonObject } from '../json-types.ts'

export interface PatchBody {
  readonly patch: JsonObject
  /** Repeated fields. */
  readonly strictErrors: readonly string[]
}

/** A patch that is a JSON object. Throws BadRequest, with `prefix` before the decoder's words. */
export function objectPatch(bytes: Uint8Array, prefix: string): PatchBody {
  const node = parsePatch(bytes, prefix)
  const patch = plainValue(node)
  if (!isObject(patch)) throw wrongType(node, 'map[string]interface {}', prefix)
  const errors = new StrictErrors()
  addDuplicates(node, errors)
  return { patch, strictErrors: errors.texts() }
}

/** Throws BadRequest. */
export function parsePatch(bytes: Uint8Array, prefix: string): JsonNode {
  try {
    return parseJson(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new StatusError('BadRequest', `${prefix}${messageOf(error)}`)
  }
}

export function wrongType(node: JsonNode, goType: string, prefix: string): StatusError {
  const mismatch = new GoTypeMismatch(node, { name: goType }, { struct: null, fields: [] })
  return new StatusError('BadRequest', `${prefix}${mismatch.message}`)
}
