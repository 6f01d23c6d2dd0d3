import type { ApiObject, Stored, StoredObject } from '../object.ts'
import { apiVersionOf, type Resource } from '../resource.ts'
import type { Store } from '../storage/store.ts'
import type { KindRules, RuleContext } from './kind-rules.ts'

/** What a rule may ask of a cluster with these objects. Only for tests; its store reads and removes, and random picks are 0. */
export function ruleContext(objects: readonly StoredObject[] = []): RuleContext {
  return {
    store: fixedStore(objects),
    clock: { now: () => Date.UTC(2026, 0, 1), after: () => () => undefined },
    random: { bytes: (count) => new Uint8Array(count), below: () => 0 },
  }
}

/** The object with what storage adds to it. */
export function stored<T extends ApiObject>({ resource }: KindRules<T>, object: T): Stored<T> {
  const { metadata } = object
  return {
    ...object,
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: {
      ...metadata,
      name: metadata?.name ?? 'a',
      uid: 'b7a5a6a2-0000-4000-8000-000000000001',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
  }
}

function fixedStore(objects: readonly StoredObject[]): Store {
  const of = (resource: Resource): readonly StoredObject[] =>
    objects.filter(({ kind, apiVersion }) => kind === resource.kind && apiVersion === apiVersionOf(resource))
  const refuse = (): never => {
    throw new Error('this store only reads')
  }
  return {
    revision: () => 1,
    get: (resource, namespace, name) =>
      of(resource).find(
        ({ metadata }) => metadata.name === name && (metadata.namespace ?? '') === namespace,
      ) ?? null,
    list: (resource, namespace) =>
      of(resource).filter(({ metadata }) => namespace === null || metadata.namespace === namespace),
    listAt: refuse,
    create: refuse,
    update: refuse,
    remove: refuse,
    watch: () => () => undefined,
    save: refuse,
    restore: refuse,
    onRestored: () => () => undefined,
  }
}
