import { forbiddenField, invalidFor, invalidValue, tooLong } from '../../meta/field-errors.ts'
import { byteLength } from '../../meta/check-texts.ts'
import { semanticEqual } from '../../meta/semantic-equality.ts'
import { isConfigMapKey } from '../../meta/value-formats.ts'
import { configMaps } from '../../resource.ts'
import type { ConfigMap } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { entries } from '../zero-values.ts'

/** 1 MiB of values: core's `MaxSecretSize`. */
export const mostData = 1024 * 1024

/** `pkg/registry/core/configmap/strategy.go`. */
export const configMapRules: KindRules<ConfigMap> = {
  resource: configMaps,
  hasStatus: false,
  defaults: (map) => map,
  validate: (map) => [...checkConfigMap(map)],
  validateUpdate: (next, previous) => [
    ...checkImmutable(next, previous, ['data', 'binaryData']),
    ...checkConfigMap(next),
  ],
}

/** What was declared immutable stays (core `ValidateConfigMapUpdate`, `ValidateSecretUpdate`). */
export function* checkImmutable<T extends { readonly immutable?: boolean | undefined }>(
  next: T,
  previous: T,
  fields: readonly (keyof T & string)[],
): FieldErrors {
  if (previous.immutable !== true) return
  const detail = 'field is immutable when `immutable` is set'
  if (next.immutable !== true) yield forbiddenField('immutable', detail)
  for (const field of fields) {
    if (!semanticEqual(next[field] ?? {}, previous[field] ?? {})) yield forbiddenField(field, detail)
  }
}

/** core `ValidateConfigMap`. */
function* checkConfigMap({ data, binaryData }: ConfigMap): FieldErrors {
  let total = 0
  for (const [key, value] of entries(data)) {
    yield* invalidFor(`data[${key}]`, key, isConfigMapKey(key))
    if (binaryData?.[key] !== undefined) {
      yield invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData')
    }
    total += byteLength(value)
  }
  for (const [key, value] of entries(binaryData)) {
    yield* invalidFor(`binaryData[${key}]`, key, isConfigMapKey(key))
    total += Buffer.byteLength(value, 'base64')
  }
  if (total > mostData) yield tooLong('[]', mostData)
}
