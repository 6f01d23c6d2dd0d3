import type { Clock } from '../../../clock.ts'
import type { Randomness } from '../../../randomness.ts'
import { generatedName } from '../../meta/generated-names.ts'
import { validateObjectMeta, validateObjectMetaUpdate } from '../../meta/object-meta-validation.ts'
import type { KindRules } from '../../kinds/kind-rules.ts'
import type { ApiObject } from '../../object.ts'
import type { Resource } from '../../resource.ts'
import { createStore } from '../../storage/memory-store.ts'
import type { RegistryPorts } from '../registry-ports.ts'
import type { ServedResource } from '../served-resource.ts'
import type { Writer } from '../writer.ts'

/** The registry's own work alone: real storage and metadata checks, no admission, no ownership of fields. */
export function plainPorts(clock: Clock, random: Randomness): RegistryPorts {
  return {
    store: createStore(),
    clock,
    random,
    admit: ({ object }) => object,
    admitDelete: () => undefined,
    validateMeta: ({ resource, rules }, metadata) =>
      validateObjectMeta(metadata, {
        namespaced: resource.namespaced,
        nameFormat: rules.nameFormat ?? 'subdomain',
      }),
    validateMetaUpdate: (next, previous) => validateObjectMetaUpdate(next, previous),
    trackFields: ({ next }) => next,
    makeName: (base) => generatedName(base, random),
  }
}

/** A resource whose kind has no rules of its own. */
export function plainResource<T extends ApiObject>(
  resource: Resource<T>,
  rules: Partial<KindRules<ApiObject>> = {},
): ServedResource {
  return {
    resource,
    custom: false,
    rules: {
      resource,
      hasStatus: true,
      defaults: (object) => object,
      validate: () => [],
      validateUpdate: () => [],
      ...rules,
    },
  }
}

export function plainWriter(more: Partial<Writer> = {}): Writer {
  return {
    user: { name: 'kubernetes-admin', groups: ['system:masters'] },
    fieldManager: 'test',
    dryRun: false,
    warn: (text) => {
      throw new Error(`unexpected warning: ${text}`)
    },
    ...more,
  }
}
