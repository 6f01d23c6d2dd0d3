import { createHash } from 'node:crypto'
import type { KubernetesFacts } from '../facts.ts'
import { groupVersionOf } from '../openapi-schema.ts'
import { customDocument, type CustomKind } from './custom-document.ts'
import { described, type Descriptions } from './described.ts'

/** What `/openapi/v3` serves, as JSON (kubectl 1.35 and 1.36 ask for nothing else). */
export interface OpenApiDocuments {
  /** `/openapi/v3` itself: where each document is, with a hash that changes when it does. */
  root(): object
  /** The document at `api/v1`, `apis/apps/v1`…; null when there is none. */
  document(path: string): object | null
}

/**
 * The documents of the built-in group versions and of custom ones; made again when CustomResourceDefinitions change.
 * @param descriptions asked when the first document is; null: documents without texts.
 */
export function openApiDocuments(
  facts: KubernetesFacts,
  descriptions: () => Descriptions | null,
  custom: readonly CustomKind[],
): OpenApiDocuments {
  const customVersions = Map.groupBy(custom, groupVersionOf)
  return {
    root: () => {
      const builtIn = Object.keys(facts.documents()).map((groupVersion) => entry(groupVersion, 'v1.35.4'))
      const others = [...customVersions].map(([groupVersion, kinds]) => entry(groupVersion, kinds))
      return {
        paths: Object.fromEntries([...builtIn, ...others].sort(([one], [other]) => (one < other ? -1 : 1))),
      }
    },
    document: (path) => {
      const groupVersion = path === 'api/v1' ? 'v1' : path.startsWith('apis/') ? path.slice(5) : ''
      const kinds = customVersions.get(groupVersion)
      if (kinds !== undefined)
        return customDocument(kinds, describedSchemas(facts, descriptions(), metaIds(facts)))
      const found = Object.hasOwn(facts.documents(), groupVersion)
        ? facts.documents()[groupVersion]
        : undefined
      if (found === undefined) return null
      const { components, ...document } = found
      return {
        ...document,
        components: { ...components, schemas: describedSchemas(facts, descriptions(), components.schemas) },
      }
    },
  }
}

/** The hash stands for what the document is made of, so that it is not made for the hash. */
function entry(groupVersion: string, source: unknown): [string, object] {
  const path = groupVersion.includes('/') ? `apis/${groupVersion}` : `api/${groupVersion}`
  const hash = createHash('sha512')
    .update(JSON.stringify([path, source]))
    .digest('hex')
    .toUpperCase()
  return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }]
}

function metaIds(facts: KubernetesFacts): readonly string[] {
  return Object.keys(facts.schemas()).filter((id) => id.startsWith('io.k8s.apimachinery.pkg.apis.meta.v1.'))
}

function describedSchemas(facts: KubernetesFacts, descriptions: Descriptions | null, ids: readonly string[]) {
  const schemas = facts.schemas()
  return Object.fromEntries(
    ids.flatMap((id) => {
      const schema = schemas[id]
      if (schema === undefined) return []
      return [[id, descriptions === null ? schema : described(descriptions, id, schema)] as const]
    }),
  )
}
