import { internalTypes } from './internal-types.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * An object of the API as Go marshals Kubernetes' internal type of it: every field, under Go's name and in its order, zero values
 * included. `type` is a key of {@link internalTypes}.
 */
export function internalJson(type: string, value: object): Json {
  return structOf(type, value as Json, value as Json)
}

function structOf(type: string, value: Json, outer: Json): Json {
  const fields = (internalTypes[type] ?? '').split(' ').map((field) => {
    const [, name = '', json, of = ''] = /^(\w+)(?:=([^:]+))?:(.*)$/.exec(field) ?? []
    const key = json ?? `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`
    const found = key.startsWith('^') ? outer[key.slice(1)] : value[key]
    return [name, fieldOf(of, found, value)] as const
  })
  return Object.fromEntries(fields)
}

function fieldOf(type: string, value: unknown, outer: Json): unknown {
  switch (type) {
    case 'string':
      return value ?? ''
    case 'bool':
      return value ?? false
    case 'int':
      return value ?? 0
    case 'quantity':
      return value ?? '0'
    case '?':
      return value ?? null
    case 'map':
      return sorted(value as Json | undefined)
  }
  const list = /^\[(.*)\]$/.exec(type)
  if (list !== null) return listOf(list[1] ?? '', value as readonly unknown[] | undefined)
  if (type.startsWith('*')) return value === undefined ? null : structOf(type.slice(1), value as Json, outer)
  return structOf(type, (value ?? {}) as Json, outer)
}

function listOf(type: string, values: readonly unknown[] | undefined): unknown {
  if (values === undefined || values.length === 0) return null
  return type === '' ? values : values.map((value) => structOf(type, value as Json, value as Json))
}

function sorted(value: Json | undefined): Json | null {
  if (value === undefined) return null
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
