import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { OpenApiSchema } from '../openapi-schema.ts'
import { referenceOf } from '../schemas.ts'

/** Texts by schema id and field; '' for the type itself (written by build/kubernetes/write-descriptions.ts). */
export type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Reads `descriptions.json.br`. Throws when the file is missing or no brotli. */
export function readDescriptions(file: string): Descriptions {
  return JSON.parse(brotliDecompressSync(readFileSync(file)).toString('utf8')) as Descriptions
}

/** The schema with its texts. A field that refers to a type and has no text of its own gets the type's. */
export function described(descriptions: Descriptions, id: string, schema: OpenApiSchema): OpenApiSchema {
  const texts = descriptions[id] ?? {}
  const typeText = texts['']
  const properties = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const reference = referenceOf(field)
    const text = texts[name] ?? (reference === null ? undefined : descriptions[reference]?.[''])
    return [name, text === undefined ? field : { description: text, ...field }] as const
  })
  return {
    ...(typeText !== undefined && { description: typeText }),
    ...schema,
    ...(schema.properties !== undefined && { properties: Object.fromEntries(properties) }),
  }
}
