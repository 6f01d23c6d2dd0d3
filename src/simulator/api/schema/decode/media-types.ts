import { parseDocument } from 'yaml'
import { StatusError } from '../../status-error.ts'
import { nodeOf, type JsonNode } from '../json/json-node.ts'
import { parseJson } from '../json/parse-json.ts'

const accepted = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'] as const

/** How a request's body is written. Throws UnsupportedMediaType, in apiserver's words, for what `custom` resources do not take either. */
export function mediaTypeOf(contentType: string, custom: boolean): (typeof accepted)[number] {
  const takes = custom ? accepted.slice(0, 2) : accepted
  const found = takes.find((type) => type === contentType)
  if (found === undefined)
    throw new StatusError(
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${takes.join(', ')}`,
    )
  return found
}

/** Throws an Error whose message says what is wrong with the text. */
export function parseText(bytes: Uint8Array, mediaType: 'application/json' | 'application/yaml'): JsonNode {
  const text = new TextDecoder().decode(bytes)
  return mediaType === 'application/json' ? parseJson(text) : parseYaml(text)
}

/** YAML as JSON. Of repeated keys the last wins. Throws an Error with the parser's message. */
export function parseYaml(text: string): JsonNode {
  const document = parseDocument(text, { uniqueKeys: false, version: '1.1' })
  const [problem] = document.errors
  if (problem !== undefined) throw new Error(`error converting YAML to JSON: yaml: ${problem.message}`)
  return nodeOf(document.toJS({ maxAliasCount: 100 }))
}
