import { groupVersionOf, parseGroupVersion, type GroupVersionKind } from '../openapi-schema.ts'
import type { JsonNode } from '../json/json-node.ts'
import { GoTypeMismatch } from './go-errors.ts'

/** Go's spelling of the struct that the serializer reads the kind into (apimachinery `SimpleMetaFactory.Interpret`). */
const findKind = {
  name: String.raw`struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }`,
}

/**
 * The kind that a body says it is, with what it leaves open taken from the expected one. Throws an Error with the serializer's text
 * when the body is no object or its kind no string.
 */
export function kindOfBody(node: JsonNode, expected: GroupVersionKind): GroupVersionKind {
  try {
    if (node.kind !== 'object') throw new GoTypeMismatch(node, findKind, { struct: null, fields: [] })
    const kind = textOf(node.entries, 'kind')
    const apiVersion = textOf(node.entries, 'apiVersion')
    const { group, version } = apiVersion === '' ? expected : parseGroupVersion(apiVersion)
    return { group, version, kind: kind === '' ? expected.kind : kind }
  } catch (error) {
    throw new Error(`couldn't get version/kind; json parse error: ${messageOf(error)}`, { cause: error })
  }
}

function textOf(entries: readonly (readonly [string, JsonNode])[], name: string): string {
  const node = entries.findLast(([key]) => key === name)?.[1]
  if (node === undefined || node.kind === 'null') return ''
  if (node.kind === 'string') return node.value
  throw new GoTypeMismatch(node, { name: 'string' }, { struct: null, fields: [name] })
}

/** What the API server says of a body of another kind; internal Go packages are named after the group. */
export function wrongKindText(actual: GroupVersionKind, expected: GroupVersionKind, known: boolean): string {
  if (!known)
    return `no kind "${actual.kind}" is registered for version "${groupVersionOf(actual)}" in scheme "pkg/api/legacyscheme/scheme.go:30"`
  const [first = ''] = expected.group.split('.')
  const internal = first === '' ? 'core' : first
  return `converting (${actual.version}.${actual.kind}) to (${internal}.${expected.kind}): unknown conversion`
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
