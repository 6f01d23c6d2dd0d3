import type { ApiObject } from '../../object.ts'
import { messageOf } from '../../schema/decode/body-kind.ts'
import { decodeCustomObject } from '../../schema/decode/decode-custom.ts'
import { decodeGo } from '../../schema/decode/decode-go.ts'
import { parseYaml } from '../../schema/decode/media-types.ts'
import { nodeOf, plainValue, type JsonNode } from '../../schema/json/json-node.ts'
import { JsonSyntaxError, parseJson } from '../../schema/json/parse-json.ts'
import { StatusError } from '../../status-error.ts'
import type { PatchRequest } from '../patch-request.ts'
import { serverSideApply } from '../apply/server-side-apply.ts'
import { isObject, type JsonObject } from '../json-types.ts'
import { ownedKind, type KindTools } from '../kind-tools.ts'

/** `application/apply-patch+yaml`: YAML, of which JSON is a part. */
export function applyConfig(tools: KindTools, request: PatchRequest): ApiObject {
  const { kind, current, fieldManager, force, now, subresource } = request
  const config = readConfig(request.bytes)
  const owned = ownedKind(tools, request, subresource)
  const object = serverSideApply(owned, { kind, live: current, config, fieldManager, force, now })
  return decoded(tools, request, object)
}

function readConfig(bytes: Uint8Array): JsonObject {
  const text = new TextDecoder().decode(bytes)
  try {
    const value = plainValue(jsonOrYaml(text))
    if (isObject(value)) return value
    throw new Error('the patch is no object')
  } catch (error) {
    throw new StatusError('BadRequest', `error decoding YAML: ${messageOf(error)}`)
  }
}

function jsonOrYaml(text: string): JsonNode {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof JsonSyntaxError) return parseYaml(text)
    throw error
  }
}

function decoded({ types }: KindTools, { kind, schema }: PatchRequest, object: JsonObject): ApiObject {
  const node = nodeOf(object)
  const type = types.ofKind(kind)
  try {
    if (schema !== null) return decodeCustomObject(types, schema, node).value
    if (type === null) throw new Error(`no Go type of ${kind.kind} is known`)
    return decodeGo(type, node).value
  } catch (error) {
    throw new StatusError('', `failed to convert new object to proper version: ${messageOf(error)}`)
  }
}
