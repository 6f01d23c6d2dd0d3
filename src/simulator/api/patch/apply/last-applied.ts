import { plainValue, type JsonValue } from '../../schema/json/json-node.ts'
import { parseJson } from '../../schema/json/parse-json.ts'
import { isList, isObject, property, type JsonObject } from '../json-types.ts'
import { compareValues } from './compare-values.ts'
import { nonEmpty, type Conflict } from './conflicts.ts'
import { difference, union } from './field-set.ts'
import type { OwnedKind } from './field-manager.ts'
import { ownedFields } from './owned-fields.ts'
import { structureProblems } from './validate-value.ts'

const annotation = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * The conflicts that stay when fields that client-side apply set, and nobody changed since, are the applier's. Without a readable
 * annotation all stay. Source: apimachinery `managedfields/internal/lastappliedmanager.go`.
 */
export function allowedByLastApplied(
  { structure, apiVersion }: OwnedKind,
  live: JsonObject,
  conflicts: readonly Conflict[],
): readonly Conflict[] {
  const text = lastAppliedOf(live)
  const lastApplied = text === null ? null : readObject(text)
  if (lastApplied === null || property(lastApplied, 'apiVersion') !== apiVersion) return conflicts
  if (structureProblems(structure, lastApplied, true) !== null) return conflicts
  const { added, modified, removed } = compareValues(structure, lastApplied, live)
  const changed = union(union(added, modified), removed)
  const allowed = difference(ownedFields(structure, lastApplied), changed)
  return nonEmpty(
    conflicts.map((conflict) => ({ ...conflict, fields: difference(conflict.fields, allowed) })),
  )
}

/** kubectl's own apply keeps the annotation, where there is one, at what was applied (apimachinery `lastappliedupdater.go`). */
export function withLastApplied(fieldManager: string, object: JsonObject, config: JsonObject): JsonObject {
  if (fieldManager !== 'kubectl' || lastAppliedOf(object) === null) return object
  const [metadata, annotations] = [metadataOf(object), annotationsOf(object)]
  const value = `${sortedJson(withoutAnnotation(config))}\n`
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [annotation]: value } } }
}

function withoutAnnotation(config: JsonObject): JsonObject {
  const annotations = annotationsOf(config)
  if (annotations === null) return config
  const rest = Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== annotation))
  return { ...config, metadata: { ...metadataOf(config), annotations: rest } }
}

/** Null when there is none, or an empty one. */
function lastAppliedOf(object: JsonObject): string | null {
  const annotations = annotationsOf(object)
  const value = annotations === null ? undefined : property(annotations, annotation)
  return typeof value === 'string' && value !== '' ? value : null
}

function annotationsOf(object: JsonObject): JsonObject | null {
  const annotations = property(metadataOf(object), 'annotations')
  return isObject(annotations) ? annotations : null
}

function metadataOf(object: JsonObject): JsonObject {
  const metadata = property(object, 'metadata')
  return isObject(metadata) ? metadata : {}
}

function readObject(text: string): JsonObject | null {
  try {
    const value = plainValue(parseJson(text))
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** As Go's encoder writes maps: keys in order. */
function sortedJson(value: JsonValue): string {
  return JSON.stringify(value, (_key, inner: JsonValue) =>
    isObject(inner) && !isList(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
