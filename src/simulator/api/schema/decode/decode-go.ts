import { encodeBase64 } from '../base64.ts'
import type { GoField, GoStruct, GoType } from '../go-types.ts'
import { objectOf, type JsonNode, type JsonValue } from '../json/json-node.ts'
import { decodeCustom, isInteger } from './go-custom.ts'
import { GoNumberMismatch, GoTypeMismatch, type GoContext } from './go-errors.ts'
import { printStruct, zeroValue } from './go-print.ts'
import { StrictErrors } from './strict-errors.ts'

export interface GoDecoded {
  /** As Go prints what it decoded: unknown fields gone, quantities and times canonical, zero values there. */
  readonly value: { readonly [key: string]: JsonValue }
  /** `unknown field "spec.foo"`, `duplicate field "spec.replicas"` */
  readonly strictErrors: readonly string[]
}

/**
 * Decodes JSON into a Go struct as apimachinery's serializer does (sigs.k8s.io/json). Throws an Error with Go's text when a type
 * does not fit: the first one of the document, but an error of a type's own decoder (quantity, time) wins.
 */
export function decodeGo(type: GoStruct, node: JsonNode, mismatch: MismatchStyle = jsonMismatch): GoDecoded {
  const decoder = new GoDecoder(mismatch)
  const value = decoder.decode(type, node)
  return { value, strictErrors: decoder.strictErrors.texts() }
}

/** How a wrong type is told, and whether that ends the decoding. */
export interface MismatchStyle {
  readonly error: (node: JsonNode, type: GoType, context: GoContext) => Error
  readonly endsDecoding: boolean
}

const jsonMismatch: MismatchStyle = {
  error: (node, type, context) =>
    node.kind === 'number' && (type.kind === 'int32' || type.kind === 'int64')
      ? new GoNumberMismatch(node.text, type, context)
      : new GoTypeMismatch(node, type, context),
  endsDecoding: false,
}

class GoDecoder {
  readonly strictErrors = new StrictErrors()
  readonly #style: MismatchStyle
  #context: GoContext = { struct: null, fields: [] }
  #path = ''
  #firstError: Error | null = null
  #watchesFields = true

  constructor(style: MismatchStyle) {
    this.#style = style
  }

  decode(type: GoStruct, node: JsonNode): { readonly [key: string]: JsonValue } {
    const value = node.kind === 'object' ? this.#struct(type, node.entries) : this.#mismatch(node, type, {})
    if (this.#firstError !== null) throw this.#firstError
    return value
  }

  #value(type: GoType, node: JsonNode): JsonValue {
    if (type.kind === 'pointer') return node.kind === 'null' ? null : this.#value(type.to, node)
    if (type.kind === 'custom')
      return decodeCustom(type, node, this.#context, (inner, value) => this.#nested(inner, value))
    if (node.kind === 'null') return zeroValue(type)
    switch (type.kind) {
      case 'string':
        return node.kind === 'string' ? node.value : this.#mismatch(node, type, '')
      case 'bool':
        return node.kind === 'bool' ? node.value : this.#mismatch(node, type, false)
      case 'int32':
      case 'int64':
        return this.#integer(type, node)
      case 'float64':
        return node.kind === 'number' ? Number(node.text) : this.#mismatch(node, type, 0)
      case 'bytes':
        return node.kind === 'string' ? this.#bytes(node.value) : this.#mismatch(node, type, null)
      case 'list':
        return node.kind === 'array' ? this.#list(type.of, node.items) : this.#mismatch(node, type, null)
      case 'map':
        return node.kind === 'object' ? this.#map(type.of, node.entries) : this.#mismatch(node, type, null)
      case 'struct':
        return node.kind === 'object'
          ? this.#struct(type, node.entries)
          : this.#mismatch(node, type, zeroValue(type))
    }
  }

  #integer(type: GoType, node: JsonNode): JsonValue {
    const fits = node.kind === 'number' && isInteger(node.text, type.kind === 'int32' ? 32 : 64)
    return fits ? Number(node.text) : this.#mismatch(node, type, 0)
  }

  #bytes(text: string): JsonValue {
    const bare = text.replaceAll(/[\r\n]/g, '')
    const bad = /[^A-Za-z0-9+/]/.exec(bare.replace(/={1,2}$/, ''))
    if (bad !== null || bare.length % 4 !== 0) {
      const at = bad?.index ?? text.length - (text.length % 4)
      this.#save(new Error(`illegal base64 data at input byte ${at}`))
      return null
    }
    return encodeBase64(Buffer.from(bare, 'base64'))
  }

  #list(of: GoType, items: readonly JsonNode[]): JsonValue {
    return items.map((item, index) => this.#at(`${this.#path}[${index}]`, () => this.#value(of, item)))
  }

  #map(of: GoType, entries: Entries): JsonValue {
    const seen = new Set<string>()
    return objectOf(
      entries.map(([key, node]) => {
        const path = this.#child(key)
        if (seen.has(key)) this.#strict('duplicate field', path)
        seen.add(key)
        return [key, this.#at(path, () => this.#value(of, node))]
      }),
    )
  }

  #struct(type: GoStruct, entries: Entries): { readonly [key: string]: JsonValue } {
    const fields = fieldsByName(type)
    const values = new Map<GoField, JsonValue>()
    const outer = this.#context
    for (const [key, node] of entries) {
      const path = this.#child(key)
      const field = fields.get(key)
      if (field === undefined) {
        this.#strict('unknown field', path)
        continue
      }
      if (values.has(field)) this.#strict('duplicate field', path)
      this.#context = {
        struct: type,
        fields: [...outer.fields, ...field.inside.map(({ name }) => name), field.json],
      }
      values.set(
        field,
        this.#at(path, () => this.#value(field.type, node)),
      )
    }
    this.#context = outer
    return printStruct(type, values)
  }

  #nested(type: GoType, node: JsonNode): JsonValue {
    const watched = this.#watchesFields
    this.#watchesFields = false
    const value = this.#value(type, node)
    this.#watchesFields = watched
    return value
  }

  #at<T>(path: string, run: () => T): T {
    const outer = this.#path
    this.#path = path
    const result = run()
    this.#path = outer
    return result
  }

  #child(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`
  }

  #strict(problem: 'unknown field' | 'duplicate field', path: string): void {
    if (this.#watchesFields) this.strictErrors.add(problem, path)
  }

  #mismatch<T>(node: JsonNode, type: GoType, instead: T): T {
    const error = this.#style.error(node, type, this.#context)
    if (this.#style.endsDecoding) throw error
    this.#save(error)
    return instead
  }

  #save(error: Error): void {
    this.#firstError ??= error
  }
}

type Entries = readonly (readonly [string, JsonNode])[]

const byName = new WeakMap<GoStruct, ReadonlyMap<string, GoField>>()

function fieldsByName(type: GoStruct): ReadonlyMap<string, GoField> {
  const known = byName.get(type)
  if (known !== undefined) return known
  const made = new Map(type.fields.map((field) => [field.json, field]))
  byName.set(type, made)
  return made
}
