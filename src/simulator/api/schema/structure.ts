import type { JsonValue } from './json/json-node.ts'
import type { OpenApiSchema } from './openapi-schema.ts'
import { referenceOf, type Schemas } from './schemas.ts'

/**
 * How values of a schema merge and are owned: structured-merge-diff's `schema.Atom`. A schema without a type may be any of the
 * three. Source of the rules: kube-openapi `pkg/schemaconv`.
 */
export interface Structure {
  readonly scalar: 'numeric' | 'string' | 'boolean' | 'untyped' | null
  readonly list: ListStructure | null
  readonly map: MapStructure | null
}

export interface ListStructure {
  /** Atomic lists are owned as a whole; items of an associative one each by itself. */
  readonly atomic: boolean
  /** Fields that identify an item; none: the item itself does (a set). */
  readonly keys: readonly string[]
  element(): Structure
}

export interface MapStructure {
  readonly atomic: boolean
  /** Null when the schema does not name it. */
  field(name: string): MapField | null
  /** Of keys that are not named; null when there may be none. */
  others(): Structure | null
}

export interface MapField {
  structure(): Structure
  /** What a missing key of a list's item counts as; undefined for none. */
  readonly default: JsonValue | undefined
}

const untyped: Structure = {
  scalar: 'untyped',
  list: { atomic: true, keys: [], element: () => untyped },
  map: { atomic: true, field: () => null, others: () => untyped },
}

/** Of a value that no schema describes: maps are granular, lists are not. */
const deduced: Structure = {
  scalar: 'untyped',
  list: { atomic: true, keys: [], element: () => untyped },
  map: { atomic: false, field: () => null, others: () => deduced },
}

/** Gives the structure of schemas; each is worked out once. */
export class Structures {
  readonly #schemas: Schemas
  readonly #known = new WeakMap<OpenApiSchema, Structure>()
  readonly #preserving = new WeakMap<OpenApiSchema, Structure>()

  constructor(schemas: Schemas) {
    this.#schemas = schemas
  }

  /** `preserves`: an outer schema says x-kubernetes-preserve-unknown-fields. */
  of(schema: OpenApiSchema, preserves = false): Structure {
    const known = preserves ? this.#preserving : this.#known
    const found = known.get(schema)
    if (found !== undefined) return found
    const made = this.#make(schema, preserves)
    known.set(schema, made)
    return made
  }

  #make(schema: OpenApiSchema, outer: boolean): Structure {
    if (referenceOf(schema) !== null) return withMapType(this.of(this.#schemas.resolve(schema)), schema)
    const preserves = outer || schema['x-kubernetes-preserve-unknown-fields'] === true
    switch (schema.type) {
      case undefined:
        return { scalar: 'untyped', list: this.#list(schema, preserves), map: this.#map(schema, preserves) }
      case 'object':
        return { scalar: null, list: null, map: this.#map(schema, preserves) }
      case 'array':
        return { scalar: null, list: this.#list(schema, preserves), map: null }
      default:
        return { scalar: scalarOf(schema), list: null, map: null }
    }
  }

  #list(schema: OpenApiSchema, preserves: boolean): ListStructure {
    const { items } = schema
    return {
      ...listType(schema),
      element: () => (items === undefined ? untyped : this.of(items, preserves)),
    }
  }

  #map(schema: OpenApiSchema, preserves: boolean): MapStructure {
    const fields = new Map(
      Object.entries(schema.properties ?? {}).map(([name, property]) => [
        name,
        { default: property.default, structure: () => this.of(property, preserves) },
      ]),
    )
    const others = schema.additionalProperties ?? (preserves || fields.size === 0)
    return {
      atomic: schema['x-kubernetes-map-type'] === 'atomic',
      field: (name) => fields.get(name) ?? null,
      others: () => (typeof others === 'object' ? this.of(others, preserves) : others ? deduced : null),
    }
  }
}

/** A reference may itself say how the map that it refers to merges. */
function withMapType(structure: Structure, reference: OpenApiSchema): Structure {
  const type = reference['x-kubernetes-map-type']
  if (type === undefined || structure.map === null) return structure
  return { ...structure, map: { ...structure.map, atomic: type === 'atomic' } }
}

/** x-kubernetes-list-type, or what the older patch strategy means. */
function listType(schema: OpenApiSchema): Pick<ListStructure, 'atomic' | 'keys'> {
  const type = schema['x-kubernetes-list-type']
  if (type === 'set') return { atomic: false, keys: [] }
  if (type === 'map') return { atomic: false, keys: schema['x-kubernetes-list-map-keys'] ?? [] }
  const strategy = schema['x-kubernetes-patch-strategy']
  if (type !== undefined || (strategy !== 'merge' && strategy !== 'merge,retainKeys'))
    return { atomic: true, keys: [] }
  const key = schema['x-kubernetes-patch-merge-key']
  return { atomic: false, keys: key === undefined ? [] : [key] }
}

function scalarOf({ type, format }: OpenApiSchema): Structure['scalar'] {
  switch (type) {
    case 'integer':
    case 'number':
      return 'numeric'
    case 'boolean':
      return 'boolean'
    case 'string':
      return format === undefined || format === '' || format === 'byte' ? 'string' : 'untyped'
    default:
      return 'untyped'
  }
}
