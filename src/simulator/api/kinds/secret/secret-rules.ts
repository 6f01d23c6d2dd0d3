import { invalidFor, invalidValue, required, tooLong } from '../../meta/field-errors.ts'
import { validateImmutable } from '../../meta/object-meta-validation.ts'
import { isConfigMapKey } from '../../meta/value-formats.ts'
import { secrets } from '../../resource.ts'
import type { Secret } from '../../schema/kubernetes-types.ts'
import { checkImmutable, mostData } from '../config-map/config-map-rules.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { compact, entries, text } from '../zero-values.ts'

/** `pkg/registry/core/secret/strategy.go`. */
export const secretRules: KindRules<Secret> = {
  resource: secrets,
  hasStatus: false,
  defaults: (secret) => compact({ ...secret, type: secret.type || 'Opaque', ...mergedData(secret) }),
  validate: (secret) => [...checkSecret(secret)],
  validateUpdate: (next, previous) => [
    ...validateImmutable(text(next.type), text(previous.type), 'type'),
    ...checkImmutable(next, previous, ['data']),
    ...checkSecret(next),
  ],
  fieldSelectors: { type: ({ type }) => text(type) },
}

/** `stringData` is written only: it becomes `data` (`pkg/apis/core/v1/conversion.go`). */
function mergedData({ data, stringData }: Secret): Pick<Secret, 'data' | 'stringData'> {
  if (stringData === undefined) return {}
  const encoded = entries(stringData).map(
    ([key, value]) => [key, Buffer.from(value).toString('base64')] as const,
  )
  return { data: { ...data, ...Object.fromEntries(encoded) }, stringData: undefined }
}

const needs: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
}

/** core `ValidateSecret`. */
function* checkSecret({ metadata, data, type }: Secret): FieldErrors {
  let total = 0
  for (const [key, value] of entries(data)) {
    yield* invalidFor(`data[${key}]`, key, isConfigMapKey(key))
    total += Buffer.byteLength(value, 'base64')
  }
  if (total > mostData) yield tooLong('data', mostData)
  const account = 'kubernetes.io/service-account.name'
  if (type === 'kubernetes.io/service-account-token' && text(metadata?.annotations?.[account]) === '') {
    yield required(`metadata.annotations[${account}]`)
  }
  for (const key of needs[text(type)] ?? []) {
    const value = data?.[key]
    if (value === undefined || (type === 'kubernetes.io/ssh-auth' && value === ''))
      yield required(`data[${key}]`)
    else if (key.startsWith('.docker') && !isJson(value)) {
      yield invalidValue(`data[${key}]`, '<secret contents redacted>', 'invalid character')
    }
  }
  if (
    type === 'kubernetes.io/basic-auth' &&
    data?.['username'] === undefined &&
    data?.['password'] === undefined
  ) {
    yield required('data[username]')
    yield required('data[password]')
  }
}

function isJson(base64: string): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
