import { invalidFor, invalidValue } from '../../meta/field-errors.ts'
import { isQualifiedName } from '../../meta/qualified-names.ts'
import type { Stored } from '../../object.ts'
import { namespaces } from '../../resource.ts'
import type { Namespace } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { compact, list, text } from '../zero-values.ts'

/** The label that every namespace has: its name. */
const nameLabel = 'kubernetes.io/metadata.name'

/** `pkg/registry/core/namespace/strategy.go`. */
export const namespaceRules: KindRules<Namespace> = {
  resource: namespaces,
  hasStatus: true,
  nameFormat: 'label',
  defaults: (namespace) => ({
    ...namespace,
    metadata: withNameLabel(namespace.metadata ?? {}),
    spec: namespace.spec ?? {},
    status: { ...namespace.status, phase: namespace.status?.phase || 'Active' },
  }),
  prepareForCreate: (namespace) => ({
    ...namespace,
    metadata: withNameLabel(namespace.metadata),
    spec: { ...namespace.spec, finalizers: withKubernetes(list(namespace.spec?.finalizers)) },
    status: { phase: 'Active' },
  }),
  prepareForUpdate: (next, previous) => ({
    ...next,
    spec: compact({ ...next.spec, finalizers: previous.spec?.finalizers }),
  }),
  validate: (namespace) => [...checkFinalizers(namespace)],
  validateUpdate: (next) => [...checkFinalizers(next)],
  validateStatusUpdate: (next) => [...checkPhase(next)],
  fieldSelectors: { 'status.phase': ({ status }) => text(status?.phase) },
}

function withNameLabel<T extends NonNullable<Namespace['metadata']>>(metadata: T): T {
  if (text(metadata.name) === '') return metadata
  return { ...metadata, labels: { ...metadata.labels, [nameLabel]: text(metadata.name) } }
}

/** Only the namespace controller takes this one away, through the finalize sub-resource. */
function withKubernetes(finalizers: readonly string[]): readonly string[] {
  return finalizers.includes('kubernetes') ? finalizers : [...finalizers, 'kubernetes']
}

function* checkFinalizers({ spec }: Namespace): FieldErrors {
  for (const finalizer of list(spec?.finalizers)) {
    yield* invalidFor('spec.finalizers', finalizer, isQualifiedName(finalizer))
    if (!finalizer.includes('/') && !['kubernetes', 'orphan', 'foregroundDeletion'].includes(finalizer)) {
      const detail = 'name is neither a standard finalizer name nor is it fully qualified'
      yield invalidValue('spec.finalizers', finalizer, detail)
    }
  }
}

/** core `ValidateNamespaceStatusUpdate`. */
function* checkPhase({ metadata, status }: Stored<Namespace>): FieldErrors {
  const deleted = metadata.deletionTimestamp !== undefined
  const phase = text(status?.phase)
  const expected = deleted ? 'Terminating' : 'Active'
  if (phase === expected) return
  const when = deleted ? '`deletionTimestamp` is not empty' : '`deletionTimestamp` is empty'
  yield invalidValue('status.Phase', phase, `may only be '${expected}' if ${when}`)
}
