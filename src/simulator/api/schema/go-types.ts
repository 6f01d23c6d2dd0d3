import type { GoTypeFacts, KubernetesFacts } from './facts.ts'
import { groupVersionOf, type GroupVersionKind } from './openapi-schema.ts'

export type GoScalar = 'string' | 'bool' | 'int32' | 'int64' | 'float64' | 'bytes'

/** A Go type of the API as far as JSON and protobuf need it. `name` is Go's own spelling, as its error texts have it. */
export type GoType =
  | { readonly kind: GoScalar; readonly name: string }
  | { readonly kind: 'pointer'; readonly name: string; readonly to: GoType }
  | { readonly kind: 'list'; readonly name: string; readonly of: GoType; readonly message: boolean }
  | { readonly kind: 'map'; readonly name: string; readonly of: GoType }
  | GoStruct
  | { readonly kind: 'custom'; readonly name: string; readonly fields: readonly GoField[] }

export interface GoStruct {
  readonly kind: 'struct'
  readonly name: string
  /** Without the package. */
  readonly shortName: string
  readonly fields: readonly GoField[]
}

export interface GoField {
  readonly json: string
  readonly type: GoType
  readonly omitEmpty: boolean
  readonly omitZero: boolean
  /** Protobuf field number; 0 for none. */
  readonly number: number
  /** The embedded structs that hold it, outermost first. */
  readonly inside: readonly { readonly name: string; readonly number: number }[]
}

/** The Go type of each kind that the API server decodes. */
export interface GoTypes {
  /** Null for kinds that are not built in. */
  ofKind(kind: GroupVersionKind): GoStruct | null
  /** metav1.ObjectMeta */
  objectMeta(): GoStruct
}

export function openGoTypes(facts: KubernetesFacts): GoTypes {
  const reader = new GoTypeReader(() => facts.goTypes())
  return {
    ofKind: (kind) => {
      // Every group version knows the options of metav1, and meta.k8s.io/v1 is their own name.
      const groupVersion = kind.group === 'meta.k8s.io' ? kind.version : groupVersionOf(kind)
      const expression = facts.goTypes().kinds[groupVersion]?.[kind.kind]
      return expression === undefined ? null : reader.struct(expression)
    },
    objectMeta: () => reader.struct('k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta'),
  }
}

class GoTypeReader {
  readonly #facts: () => GoTypeFacts
  readonly #known = new Map<string, GoType>()

  constructor(facts: () => GoTypeFacts) {
    this.#facts = facts
  }

  struct(expression: string): GoStruct {
    const type = this.type(expression)
    if (type.kind !== 'struct') throw new Error(`the Go type ${expression} is no struct`)
    return type
  }

  type(expression: string): GoType {
    const known = this.#known.get(expression)
    if (known !== undefined) return known
    const made = this.#make(expression)
    this.#known.set(expression, made)
    return made
  }

  #make(expression: string): GoType {
    const name = shortened(expression)
    if (expression.startsWith('*')) return { kind: 'pointer', name, to: this.type(expression.slice(1)) }
    if (expression === '[]uint8') return { kind: 'bytes', name }
    if (expression.startsWith('[]'))
      return { kind: 'list', name, of: this.type(expression.slice(2)), message: false }
    if (expression.startsWith('map['))
      return { kind: 'map', name, of: this.type(expression.slice(expression.indexOf(']') + 1)) }
    return scalarOf(expression, name) ?? this.#named(expression, name)
  }

  #named(expression: string, name: string): GoType {
    const facts = this.#facts().types[expression]
    if (facts === undefined) throw new Error(`no facts about the Go type ${expression}`)
    if (facts.element !== undefined) {
      const element = this.type(facts.element)
      if (element.kind === 'list') return { ...element, name, message: facts.message === true }
      return { ...element, name }
    }
    if (facts.kind !== 'struct' && facts.kind !== 'custom') {
      const scalar = scalarOf(facts.kind, name)
      if (scalar === null) throw new Error(`${expression} is of an unknown Go kind, ${facts.kind}`)
      return scalar
    }
    const fields = (facts.fields ?? []).map((field) => ({
      json: field.json,
      expression: field.type,
      omitEmpty: field.omit?.includes('e') ?? false,
      omitZero: field.omit?.includes('z') ?? false,
      number: field.number ?? 0,
      inside: (field.inside ?? []).map((outer, index) => ({
        name: outer,
        number: field.insideNumbers?.[index] ?? 0,
      })),
    }))
    // Types refer to each other in circles, so that a field's type is found when it is needed.
    const lazy = fields.map(({ expression: of, ...field }) => {
      const typeOf = () => this.type(of)
      return {
        ...field,
        get type() {
          return typeOf()
        },
      }
    })
    const kind = facts.kind
    return kind === 'struct'
      ? { kind, name, shortName: name.slice(name.lastIndexOf('.') + 1), fields: lazy }
      : { kind, name, fields: lazy }
  }
}

function scalarOf(kind: string, name: string): GoType | null {
  switch (kind) {
    case 'string':
    case 'bool':
    case 'int32':
    case 'int64':
    case 'float64':
      return { kind, name }
    default:
      return null
  }
}

/** `[]k8s.io/api/core/v1.Container` as Go prints it: `[]v1.Container`. */
function shortened(expression: string): string {
  return expression.replaceAll(/[\w.-]+\/(?:[\w.-]+\/)*(?=\w+\.)/g, '')
}
