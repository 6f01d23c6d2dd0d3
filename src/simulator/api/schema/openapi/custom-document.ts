import { customKindSchema, objectMetaId, referenceOf } from '../schemas.ts'
import type { OpenApiSchema } from '../openapi-schema.ts'

/** What a document needs to know of a served version of a CustomResourceDefinition. */
export interface CustomKind {
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly kind: string
  readonly listKind: string
  readonly namespaced: boolean
  readonly hasStatus: boolean
  readonly hasScale: boolean
  readonly schema: OpenApiSchema
}

const prefix = '#/components/schemas/'
const listMetaId = 'io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta'

/**
 * The OpenAPI v3 document of a custom group version, made of its kinds: their paths, by which `kubectl explain` finds a kind, and their
 * schemas with those of metav1 that they refer to. Source: apiextensions-apiserver `pkg/controller/openapi/builder`.
 */
export function customDocument(
  kinds: readonly CustomKind[],
  builtIn: Readonly<Record<string, OpenApiSchema>>,
): object {
  const schemas = new Map(kinds.flatMap(kindSchemas))
  addReferenced(schemas, [objectMetaId, listMetaId], builtIn)
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes CRD Swagger', version: 'v0.1.0' },
    paths: Object.fromEntries(kinds.flatMap(kindPaths).sort(([one], [other]) => (one < other ? -1 : 1))),
    components: {
      schemas: Object.fromEntries([...schemas].sort(([one], [other]) => (one < other ? -1 : 1))),
    },
  }
}

function kindSchemas(kind: CustomKind): [string, OpenApiSchema][] {
  const { group, version, listKind } = kind
  const named = (name: string) => ({ 'x-kubernetes-group-version-kind': [{ group, kind: name, version }] })
  const list: OpenApiSchema = {
    type: 'object',
    required: ['items'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { allOf: [{ $ref: prefix + listMetaId }] },
      items: { type: 'array', items: { $ref: prefix + idOf(kind, kind.kind) } },
    },
    ...named(listKind),
  }
  return [
    [idOf(kind, kind.kind), { ...customKindSchema(kind.schema), ...named(kind.kind) }],
    [idOf(kind, listKind), list],
  ]
}

/** `io.k8s.networking.gateway.v1.Gateway`: the group backwards. */
function idOf({ group, version }: CustomKind, kind: string): string {
  return `${group.split('.').reverse().join('.')}.${version}.${kind}`
}

function kindPaths(kind: CustomKind): [string, object][] {
  const { group, version, plural, namespaced } = kind
  const root = `/apis/${group}/${version}`
  const collection = namespaced ? `${root}/namespaces/{namespace}/${plural}` : `${root}/${plural}`
  const one = `${collection}/{name}`
  return [
    ...(namespaced ? [[`${root}/${plural}`, operations(kind, { get: 'list' })] as [string, object]] : []),
    [collection, operations(kind, { get: 'list', post: 'post', delete: 'deletecollection' })],
    [one, operations(kind, { get: 'get', put: 'put', patch: 'patch', delete: 'delete' })],
    ...['status', 'scale']
      .filter((name) => (name === 'status' ? kind.hasStatus : kind.hasScale))
      .map((name): [string, object] => [
        `${one}/${name}`,
        operations(kind, { get: 'get', put: 'put', patch: 'patch' }),
      ]),
  ]
}

function operations(
  { group, version, kind, listKind, ...rest }: CustomKind,
  actions: Readonly<Record<string, string>>,
): object {
  const methods = Object.entries(actions).map(([method, action]) => {
    const $ref =
      prefix + idOf({ group, version, kind, listKind, ...rest }, action === 'list' ? listKind : kind)
    return [
      method,
      {
        responses: { 200: { description: 'OK', content: { 'application/json': { schema: { $ref } } } } },
        'x-kubernetes-action': action,
        'x-kubernetes-group-version-kind': { group, version, kind },
        // kubectl asks by this whether the server validates fields.
        ...(['post', 'put', 'patch'].includes(method) && { parameters: [fieldValidation] }),
      },
    ]
  })
  return Object.fromEntries(methods) as object
}

const fieldValidation = {
  name: 'fieldValidation',
  in: 'query',
  schema: { type: 'string', uniqueItems: true },
}

function addReferenced(
  schemas: Map<string, OpenApiSchema>,
  ids: readonly string[],
  builtIn: Readonly<Record<string, OpenApiSchema>>,
): void {
  for (const id of ids) {
    const schema = builtIn[id]
    if (schema === undefined || schemas.has(id)) continue
    schemas.set(id, schema)
    const inner = Object.values(schema.properties ?? {}).flatMap((field) => [
      referenceOf(field),
      referenceOf(field.items ?? {}),
    ])
    addReferenced(
      schemas,
      inner.filter((reference) => reference !== null),
      builtIn,
    )
  }
}
