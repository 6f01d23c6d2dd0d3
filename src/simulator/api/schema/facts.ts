import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { APIResource } from './kubernetes-types.ts'
import type { OpenApiSchema } from './openapi-schema.ts'

/** What resources/kubernetes holds of the served API (written by build/kubernetes/write-schemas.ts). Each file is read once, when asked for. */
export interface KubernetesFacts {
  /** By id: `io.k8s.api.apps.v1.Deployment`. */
  schemas(): Readonly<Record<string, OpenApiSchema>>
  /** By group version: `v1`, `apps/v1`. */
  documents(): Readonly<Record<string, DocumentFacts>>
  /** In the order of `/apis`, the core group first. */
  discovery(): readonly DiscoveryFacts[]
  goTypes(): GoTypeFacts
}

/** A group version's OpenAPI document with the ids of its schemas instead of them. */
export interface DocumentFacts {
  readonly openapi: string
  readonly info: object
  readonly paths: Readonly<Record<string, unknown>>
  readonly components: { readonly schemas: readonly string[] }
}

export interface DiscoveryFacts {
  readonly groupVersion: string
  readonly resources: readonly APIResource[]
}

/** See build/kubernetes/go-types/main.go. */
export interface GoTypeFacts {
  /** Type expression by group version and kind. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly types: Readonly<Record<string, NamedGoType>>
}

export interface NamedGoType {
  /** Go's kind (`struct`, `string`, `int64`…); `custom` when it writes its own JSON. */
  readonly kind: string
  readonly fields?: readonly GoFieldFacts[]
  /** The expression of a named list or map. */
  readonly element?: string
  /** A list that is a protobuf message of its own. */
  readonly message?: boolean
}

export interface GoFieldFacts {
  readonly json: string
  readonly type: string
  /** `e`: omitempty, `z`: omitzero. */
  readonly omit?: string
  readonly number?: number
  /** Go's names of the embedded structs that hold it. */
  readonly inside?: readonly string[]
  /** Their protobuf numbers. */
  readonly insideNumbers?: readonly number[]
}

/** Opens resources/kubernetes. Throws when a file is missing or no brotli, at the first use of it. */
export function openFacts(folder: string): KubernetesFacts {
  return {
    schemas: once(() => read(folder, 'schemas') as Record<string, OpenApiSchema>),
    documents: once(() => read(folder, 'paths') as Record<string, DocumentFacts>),
    discovery: once(() => read(folder, 'discovery') as DiscoveryFacts[]),
    goTypes: once(() => read(folder, 'go-types') as GoTypeFacts),
  }
}

function read(folder: string, name: string): unknown {
  return JSON.parse(brotliDecompressSync(readFileSync(join(folder, `${name}.json.br`))).toString('utf8'))
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
