import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { downloadGoModule, kubernetesModule } from './module.ts'

/**
 * Writes src/simulator/api/schema/kubernetes-types.ts: a TypeScript interface for each Kubernetes type that the embedded
 * cluster's code touches, from the module's OpenAPI v3 documents. Needs Go. Run by hand when the version changes.
 */
const documents = [
  'api__v1',
  'apis__apiextensions.k8s.io__v1',
  'apis__apps__v1',
  'apis__authentication.k8s.io__v1',
  'apis__authorization.k8s.io__v1',
  'apis__autoscaling__v1',
  'apis__autoscaling__v2',
  'apis__batch__v1',
  'apis__coordination.k8s.io__v1',
  'apis__discovery.k8s.io__v1',
  'apis__events.k8s.io__v1',
  'apis__networking.k8s.io__v1',
  'apis__policy__v1',
  'apis__rbac.authorization.k8s.io__v1',
]
const target = 'src/simulator/api/schema/kubernetes-types.ts'

interface Schema {
  readonly type?: string
  readonly format?: string
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema
  readonly required?: readonly string[]
}

const { dir, sum } = downloadGoModule(kubernetesModule)
const schemas = new Map<string, Schema>()
for (const name of documents) {
  const file = join(dir, 'api/openapi-spec/v3', `${name}_openapi.json`)
  const { components } = JSON.parse(readFileSync(file, 'utf8')) as {
    components: { schemas: Record<string, Schema> }
  }
  for (const [id, schema] of Object.entries(components.schemas)) schemas.set(id, schema)
}

const names = namesOf([...schemas.keys()])
const text = [...names]
  .sort(([, a], [, b]) => (a < b ? -1 : 1))
  .map(([id, name]) => declaration(name, schemas.get(id) ?? {}))
writeFileSync(
  target,
  `// Made by build/kubernetes/write-types.ts from ${kubernetesModule.path}@${kubernetesModule.version} (${sum}). Do not edit.\n` +
    `// Every field that the OpenAPI document does not require is optional, as on the wire.\n\n${text.join('\n\n')}\n`,
)
console.log(`${target}: ${names.size} types`)

/** The last part of an id, with its version before it where two groups share a name. */
function namesOf(ids: readonly string[]): Map<string, string> {
  const short = (id: string) => id.slice(id.lastIndexOf('.') + 1)
  const often = Map.groupBy(ids, short)
  return new Map(
    ids.map((id) => {
      const same = often.get(short(id)) ?? []
      if (same.length === 1 || id.startsWith('io.k8s.api.core.v1.')) return [id, short(id)]
      const [version = '', group = ''] = id.split('.').slice(0, -1).reverse()
      const prefixed = `${capital(group)}${short(id)}`
      const twins = same.filter((other) => other.split('.').at(-3) === group)
      return [id, twins.length > 1 ? `${capital(group)}${capital(version)}${short(id)}` : prefixed]
    }),
  )
}

function declaration(name: string, schema: Schema): string {
  if (schema.properties === undefined) return `export type ${name} = ${typeOf(schema)}`
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties).map(
    ([field, inner]) =>
      `  readonly ${key(field)}${required.has(field) ? '' : '?'}: ${typeOf(inner)}${required.has(field) || isUnknown(inner) ? '' : ' | undefined'}`,
  )
  return `export interface ${name} {\n${fields.join('\n')}\n}`
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return refName(schema.$ref)
  const [only] = schema.allOf ?? []
  if (only !== undefined) return typeOf(only)
  if (schema.format === 'int-or-string') return 'number | string'
  if (schema.oneOf !== undefined) return schema.oneOf.map(typeOf).join(' | ')
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'boolean'
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return arrayOf(schema.items === undefined ? 'unknown' : typeOf(schema.items))
    case 'object':
      if (schema.additionalProperties !== undefined)
        return `Readonly<Record<string, ${typeOf(schema.additionalProperties)}>>`
      return 'Readonly<Record<string, unknown>>'
    default:
      return 'unknown'
  }
}

function arrayOf(item: string): string {
  return item.includes(' ') ? `readonly (${item})[]` : `readonly ${item}[]`
}

/** `unknown | undefined` says nothing more. */
function isUnknown(schema: Schema): boolean {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref
  const id = ref?.slice(ref.lastIndexOf('/') + 1)
  return typeOf(id === undefined ? schema : (schemas.get(id) ?? {})) === 'unknown'
}

function refName(ref: string): string {
  return names.get(ref.slice(ref.lastIndexOf('/') + 1)) ?? 'unknown'
}

function key(field: string): string {
  return /^[A-Za-z_]\w*$/.test(field) ? field : `'${field}'`
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
