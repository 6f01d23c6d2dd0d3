import { printStruct } from '../schema/decode/go-print.ts'
import type { KubernetesFacts } from '../schema/facts.ts'
import { openGoTypes, type GoTypes } from '../schema/go-types.ts'
import { groupVersionOf, type GroupVersionKind, type OpenApiSchema } from '../schema/openapi-schema.ts'
import { customKindSchema, openSchemas, type Schemas } from '../schema/schemas.ts'
import { Structures } from '../schema/structure.ts'
import type { OwnedKind } from './apply/field-manager.ts'
import { emptySet, setOf } from './apply/field-set.ts'
import { fieldElement } from './apply/path-element.ts'

/** Everything that is known of kinds, opened once per process. */
export interface KindTools {
  readonly types: GoTypes
  readonly schemas: Schemas
  readonly structures: Structures
}

/** A kind as a request names it. */
export interface PatchedKind {
  readonly kind: GroupVersionKind
  /** The structural schema of a custom resource; null for built-in kinds. */
  readonly schema: OpenApiSchema | null
  /** `.status` is written only through the status sub-resource. */
  readonly hasStatus: boolean
}

export function openKindTools(facts: KubernetesFacts): KindTools {
  const schemas = openSchemas(facts)
  return { types: openGoTypes(facts), schemas, structures: new Structures(schemas) }
}

/** The kind as field ownership sees it through a sub-resource ('' for the object itself). Throws for a kind that nothing is known of. */
export function ownedKind(
  { types, schemas, structures }: KindTools,
  { kind, schema, hasStatus }: PatchedKind,
  subresource: string,
): OwnedKind {
  const known = schema === null ? schemas.ofKind(kind) : publishedSchema(schema)
  const type = types.ofKind(kind)
  if (known === null) throw new Error(`no schema of ${groupVersionOf(kind)} ${kind.kind} is known`)
  const apiVersion = groupVersionOf(kind)
  return {
    structure: structures.of(known),
    ignored: ignoredFields(hasStatus, subresource),
    apiVersion,
    subresource,
    empty: type === null ? { apiVersion, kind: kind.kind } : printStruct(type, new Map()),
  }
}

/** The strategies' `GetResetFields`: the status belongs to its sub-resource, the spec does not. */
function ignoredFields(hasStatus: boolean, subresource: string): OwnedKind['ignored'] {
  if (subresource === 'status') return setOf([[fieldElement('spec')]])
  return hasStatus && subresource === '' ? setOf([[fieldElement('status')]]) : emptySet
}

const published = new WeakMap<OpenApiSchema, OpenApiSchema>()

/** One object per schema, so that its structure is worked out once. */
function publishedSchema(schema: OpenApiSchema): OpenApiSchema {
  const known = published.get(schema) ?? customKindSchema(schema)
  published.set(schema, known)
  return known
}
