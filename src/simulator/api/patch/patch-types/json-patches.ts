import type { ApiObject } from '../../object.ts'
import { StrictErrors } from '../../schema/decode/strict-errors.ts'
import { plainValue, type JsonNode, type JsonValue } from '../../schema/json/json-node.ts'
import { StatusError } from '../../status-error.ts'
import type { ChangeRequest } from '../patch-request.ts'
import { applyJsonPatch, JsonPatchError } from '../json-patch.ts'
import type { KindTools } from '../kind-tools.ts'
import { mergePatch } from '../merge-patch.ts'
import { objectPatch, parsePatch, wrongType } from './patch-body.ts'
import { patchedObject, unprocessable } from './patched-object.ts'

const decoding = 'error decoding patch: '
const maxOperations = 10_000

/** `application/json-patch+json` */
export function patchWithJson(tools: KindTools, request: ChangeRequest): ApiObject {
  const node = parsePatch(request.bytes, decoding)
  if (node.kind !== 'array') throw wrongType(node, '[]handlers.jsonPatchOp', decoding)
  if (node.items.length > maxOperations)
    throw new StatusError(
      'RequestEntityTooLarge',
      `Request entity is too large: The allowed maximum operations in a JSON patch is ${maxOperations}, got ${node.items.length}`,
    )
  const object = patched(request, node.items.map(plainValue))
  return patchedObject(tools, request, object, {
    shown: JSON.stringify(object),
    strictErrors: operationErrors(node.items),
  })
}

/** `application/merge-patch+json` */
export function patchWithMerge(tools: KindTools, request: ChangeRequest): ApiObject {
  const { patch, strictErrors } = objectPatch(request.bytes, decoding)
  const object = mergePatch(request.current, patch)
  return patchedObject(tools, request, object, { shown: JSON.stringify(object), strictErrors })
}

function patched({ current }: ChangeRequest, operations: readonly JsonValue[]): JsonValue {
  try {
    return applyJsonPatch(current, operations)
  } catch (error) {
    if (error instanceof JsonPatchError) throw unprocessable()
    throw error
  }
}

/** Fields of operations that are no part of them, or there twice. */
function operationErrors(operations: readonly JsonNode[]): readonly string[] {
  const errors = new StrictErrors()
  for (const [index, operation] of operations.entries()) {
    const seen = new Set<string>()
    for (const [key] of operation.kind === 'object' ? operation.entries : []) {
      const path = `[${index}].${key}`
      if (!['op', 'path', 'from', 'value'].includes(key)) errors.add('unknown field', path)
      else if (seen.has(key)) errors.add('duplicate field', path)
      seen.add(key)
    }
  }
  return errors.texts().map((text) => `json patch ${text}`)
}
