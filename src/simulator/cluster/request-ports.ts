import type { Clock } from '../clock.ts'
import { generatedName } from '../api/meta/generated-names.ts'
import { validateObjectMeta, validateObjectMetaUpdate } from '../api/meta/object-meta-validation.ts'
import type { StoredObject } from '../api/object.ts'
import { trackFields } from '../api/patch/apply/field-manager.ts'
import { applyPatch } from '../api/patch/apply-patch.ts'
import { ownedKind, type KindTools, type PatchedKind } from '../api/patch/kind-tools.ts'
import type { RegistryPorts } from '../api/registry/registry-ports.ts'
import type { ServedResource } from '../api/registry/served-resource.ts'
import type { RequestPorts } from '../api/requests/request-ports.ts'
import { shapeObjects } from '../api/requests/shape-objects.ts'
import { decodeBody } from '../api/schema/decode/decode-body.ts'
import { fieldMatcher, parseFieldSelector } from '../api/selectors/field-selector.ts'
import { matchesLabels } from '../api/selectors/label-requirement.ts'
import { parseLabelSelector } from '../api/selectors/label-selector-text.ts'
import type { Store } from '../api/storage/store.ts'
import { builtInColumns } from '../api/tables/built-in-columns.ts'
import { customColumns } from '../api/tables/custom-columns.ts'
import type { Randomness } from '../randomness.ts'
import type { CustomKind } from './served-resources.ts'

/** What requests are answered with. */
export interface RequestParts {
  readonly store: Store
  readonly clock: Clock
  readonly random: Randomness
  readonly tools: KindTools
  readonly served: RequestPorts['served']
  readonly kindOf: RequestPorts['kindOf']
  /** Null for built-in kinds. */
  readonly customKind: (served: ServedResource) => CustomKind | null
  readonly admit: RegistryPorts['admit']
  readonly admitDelete: RegistryPorts['admitDelete']
}

/** Ties the registry and the requests to schemas, patches, selectors and tables. */
export function createRequestPorts(parts: RequestParts): RequestPorts {
  const { store, clock, random, tools, customKind } = parts
  const kindOfServed = (served: ServedResource): PatchedKind => ({
    kind: { group: served.resource.group, version: served.resource.version, kind: served.resource.kind },
    schema: customKind(served)?.schema ?? null,
    hasStatus: served.rules.hasStatus,
  })
  return {
    store,
    clock,
    random,
    served: parts.served,
    kindOf: parts.kindOf,
    admit: parts.admit,
    admitDelete: parts.admitDelete,
    makeName: (base) => generatedName(base, random),
    validateMeta: ({ resource, rules }, metadata) =>
      validateObjectMeta(metadata, {
        namespaced: resource.namespaced,
        nameFormat: rules.nameFormat ?? 'subdomain',
      }),
    validateMetaUpdate: (next, previous) => validateObjectMetaUpdate(next, previous),
    trackFields: ({ served, next, previous, subresource, fieldManager, now }) =>
      trackFields(ownedKind(tools, kindOfServed(served), subresource), { next, previous, fieldManager, now }),
    decode: (served, body) => decodeBody(tools.types, { ...body, ...kindOfServed(served) }),
    decodeAs: (kind, body) => decodeBody(tools.types, { ...body, kind, schema: null }),
    applyPatch: (request) => applyPatch(tools, { ...request, ...kindOfServed(request.served) }),
    patchAs: (kind, patch) =>
      applyPatch(tools, {
        ...patch,
        kind,
        schema: null,
        hasStatus: false,
        fieldManager: '',
        force: false,
        subresource: '',
        now: clock.now(),
      }).object,
    labelSelector: (text) => {
      const requirements = parseLabelSelector(text)
      return ({ metadata }: StoredObject) => matchesLabels(requirements, metadata.labels)
    },
    fieldSelector: ({ resource, rules }, text) =>
      fieldMatcher(parseFieldSelector(text), resource, rules.fieldSelectors),
    shape: (served, objects, shape, options) => {
      const custom = customKind(served)
      const columns =
        custom === null
          ? builtInColumns(served.resource)
          : customColumns(served.resource, custom.printerColumns)
      return shapeObjects(columns, objects, shape, options)
    },
  }
}
