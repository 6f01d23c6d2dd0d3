import type { JsonValue } from './json/json-node.ts'

/** The part of an OpenAPI v3 schema that Kubernetes uses, for its own kinds and for custom resources. */
export interface OpenApiSchema {
  readonly type?: string
  readonly format?: string
  readonly $ref?: string
  readonly allOf?: readonly OpenApiSchema[]
  readonly oneOf?: readonly OpenApiSchema[]
  readonly description?: string
  readonly default?: JsonValue
  readonly enum?: readonly JsonValue[]
  readonly items?: OpenApiSchema
  readonly properties?: Readonly<Record<string, OpenApiSchema>>
  readonly additionalProperties?: OpenApiSchema | boolean
  readonly required?: readonly string[]
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[]
  readonly 'x-kubernetes-list-type'?: string
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-map-type'?: string
  readonly 'x-kubernetes-patch-strategy'?: string
  readonly 'x-kubernetes-patch-merge-key'?: string
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
  readonly 'x-kubernetes-embedded-resource'?: boolean
  readonly 'x-kubernetes-int-or-string'?: boolean
}

export interface GroupVersionKind {
  /** '' for the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
}

/** `apps/v1`, `v1` */
export function groupVersionOf({ group, version }: Omit<GroupVersionKind, 'kind'>): string {
  return group === '' ? version : `${group}/${version}`
}

/** The reverse of {@link groupVersionOf}. */
export function parseGroupVersion(text: string): { group: string; version: string } {
  const slash = text.indexOf('/')
  return slash === -1
    ? { group: '', version: text }
    : { group: text.slice(0, slash), version: text.slice(slash + 1) }
}
