import { canonicalJson } from '../machinery/canonical-json.ts'
import { without } from '../machinery/records.ts'
import type { Client, ClientEvent, DeleteOptions } from '../../api/client.ts'
import { semanticEqual } from '../../api/meta/semantic-equality.ts'
import { generatedName } from '../../api/meta/generated-names.ts'
import {
  timestamp,
  type ApiObject,
  type Stored,
  type StoredMeta,
  type StoredObject,
} from '../../api/object.ts'
import { apiVersionOf, groupResource, namespaces, pods, type Resource } from '../../api/resource.ts'
import type { Namespace, Pod } from '../../api/schema/kubernetes-types.ts'
import { alreadyExists, conflict, modifiedMeanwhile, notFound, StatusError } from '../../api/status-error.ts'
import type { Clock } from '../../clock.ts'
import type { Randomness } from '../../randomness.ts'

interface Watcher {
  readonly resource: string
  readonly tell: (event: ClientEvent<ApiObject>) => void
}

/** Objects in memory under the rules of the API that controllers depend on; no defaulting, no validation. For tests. */
export class MemoryClient implements Client {
  readonly #objects = new Map<string, StoredObject>()
  readonly #watchers = new Set<Watcher>()
  readonly #clock: Clock
  readonly #random: Randomness
  #revision = 0
  #pending: (() => void)[] | null = null
  /** Throws to refuse a creation, as admission does. */
  admitCreate: (resource: Resource, object: ApiObject) => void = () => undefined

  constructor(clock: Clock, random: Randomness) {
    this.#clock = clock
    this.#random = random
  }

  get<T extends ApiObject>(resource: Resource<T>, namespace: string, name: string): Stored<T> | null {
    return (this.#objects.get(keyOf(resource, namespace, name)) as Stored<T> | undefined) ?? null
  }

  list<T extends ApiObject>(resource: Resource<T>, namespace: string | null): readonly Stored<T>[] {
    const prefix = `${groupResource(resource)}/${namespace === null ? '' : `${namespace}/`}`
    const keys = [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort()
    return keys.map((key) => this.#objects.get(key) as Stored<T>)
  }

  create<T extends ApiObject>(resource: Resource<T>, object: T): Stored<T> {
    const namespace = object.metadata?.namespace ?? ''
    if (resource.namespaced) this.#requireNamespace(namespace)
    this.admitCreate(resource, object)
    const name = object.metadata?.name ?? generatedName(object.metadata?.generateName ?? '', this.#random)
    if (this.get(resource, namespace, name) !== null) throw alreadyExists(resource, name)
    const made = {
      ...object,
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      metadata: {
        ...object.metadata,
        name,
        uid: `uid-${++this.#revision}`,
        generation: 1,
        creationTimestamp: timestamp(this.#clock.now()),
      },
    }
    const isNamespace = resource.name === 'namespaces'
    return this.#write(resource, isNamespace ? withNamespaceFields(made) : made, null)
  }

  update<T extends ApiObject>(resource: Resource<T>, object: Stored<T>): Stored<T> {
    const stored = this.#fresh(resource, object)
    const body = { ...object, status: (stored as { status?: unknown }).status }
    const generation = (stored.metadata.generation ?? 0) + (specOf(body) === specOf(stored) ? 0 : 1)
    const { uid, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds } = stored.metadata
    const kept = { uid, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation }
    const next = { ...body, metadata: { ...object.metadata, ...kept } } as unknown as Stored<T>
    const done =
      deletionTimestamp !== undefined &&
      (deletionGracePeriodSeconds ?? 0) === 0 &&
      (next.metadata.finalizers ?? []).length === 0 &&
      resource.name !== 'namespaces'
    return done ? this.#remove(resource, next) : this.#write(resource, next, stored)
  }

  updateStatus<T extends ApiObject>(resource: Resource<T>, object: Stored<T>): Stored<T> {
    const stored = this.#fresh(resource, object)
    return this.#write(resource, { ...stored, status: (object as { status?: unknown }).status }, stored)
  }

  delete(resource: Resource, namespace: string, name: string, options: DeleteOptions = {}): void {
    const stored = this.get(resource, namespace, name)
    if (stored === null) return
    if (options.uid !== undefined && options.uid !== stored.metadata.uid) {
      throw conflict(
        resource,
        name,
        'Precondition failed: UID in precondition differs from UID in object meta',
      )
    }
    const finalizers = withPropagation(stored.metadata.finalizers ?? [], options.propagationPolicy)
    const grace = resource.name === 'pods' ? graceOf(stored, options) : 0
    const before = stored.metadata.deletionGracePeriodSeconds
    if (stored.metadata.deletionTimestamp !== undefined && grace >= (before ?? 0) && grace > 0) return
    const holding = finalizers.length > 0 || resource.name === 'namespaces'
    if (grace === 0 && !holding) {
      this.#remove(resource, stored)
      return
    }
    const metadata = {
      ...stored.metadata,
      ...(finalizers.length > 0 && { finalizers }),
      deletionTimestamp: timestamp(this.#clock.now() + grace * 1000),
      deletionGracePeriodSeconds: grace,
    }
    const status = resource.name === 'namespaces' ? { status: { phase: 'Terminating' } } : {}
    this.#write(resource, { ...stored, ...status, metadata }, stored)
  }

  finalize(namespace: Stored<Namespace>): void {
    const stored = this.#fresh(namespaces, namespace)
    const next = { ...stored, spec: { ...stored.spec, finalizers: namespace.spec?.finalizers ?? [] } }
    const done = next.spec.finalizers.length === 0 && stored.metadata.deletionTimestamp !== undefined
    if (done) this.#remove(namespaces, next)
    else this.#write(namespaces, next, stored)
  }

  bind(namespace: string, pod: string, node: string): void {
    const stored = this.get(pods, namespace, pod)
    if (stored === null) throw notFound(pods, pod)
    const conditions = [
      ...(stored.status?.conditions ?? []).filter(({ type }) => type !== 'PodScheduled'),
      { type: 'PodScheduled', status: 'True', lastTransitionTime: timestamp(this.#clock.now()) },
    ]
    const spec = { containers: [], ...stored.spec, nodeName: node }
    this.#write(pods, { ...stored, spec, status: { ...stored.status, conditions } }, stored)
  }

  watch<T extends ApiObject>(resource: Resource<T>, tell: (event: ClientEvent<T>) => void): () => void {
    for (const object of this.list(resource, null)) tell({ type: 'ADDED', object, previous: null })
    const watcher: Watcher = {
      resource: groupResource(resource),
      tell: tell as unknown as Watcher['tell'],
    }
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** As the kubelet does at the end: removes a Pod that is being deleted and has no finalizers. */
  remove(resource: Resource, namespace: string, name: string): void {
    const stored = this.get(resource, namespace, name)
    if (stored === null) return
    const { finalizers = [] } = stored.metadata
    if (finalizers.length === 0) this.#remove(resource, stored)
    else {
      const metadata = { ...stored.metadata, deletionGracePeriodSeconds: 0 }
      this.#write(resource, { ...stored, metadata }, stored)
    }
  }

  #requireNamespace(namespace: string): void {
    const stored = this.get(namespaces, '', namespace)
    if (stored === null) throw notFound(namespaces, namespace)
    if (stored.metadata.deletionTimestamp === undefined) return
    const message = `unable to create new content in namespace ${namespace} because it is being terminated`
    const causes = [{ reason: 'NamespaceTerminating', message, field: 'metadata.namespace' }]
    throw new StatusError('Forbidden', message, { details: { causes } })
  }

  #fresh<T extends ApiObject>(resource: Resource<T>, object: Stored<T>): Stored<T> {
    const { namespace = '', name, resourceVersion } = object.metadata
    const stored = this.get(resource, namespace, name)
    if (stored === null) throw notFound(resource, name)
    if (resourceVersion !== stored.metadata.resourceVersion) throw conflict(resource, name, modifiedMeanwhile)
    return stored
  }

  #write<T extends ApiObject>(resource: Resource<T>, object: unknown, previous: Stored<T> | null): Stored<T> {
    if (previous !== null && semanticEqual(object, previous)) return previous
    const { metadata } = object as { metadata: StoredMeta }
    const next = {
      ...(object as object),
      metadata: { ...metadata, resourceVersion: String(++this.#revision) },
    }
    const stored = next as unknown as Stored<T>
    this.#objects.set(keyOf(resource, metadata.namespace ?? '', metadata.name), stored)
    this.#tell(resource, { type: previous === null ? 'ADDED' : 'MODIFIED', object: stored, previous })
    return stored
  }

  #remove<T extends ApiObject>(resource: Resource<T>, object: Stored<T>): Stored<T> {
    const { namespace = '', name } = object.metadata
    const metadata = { ...object.metadata, resourceVersion: String(++this.#revision) }
    const last = { ...object, metadata }
    const key = keyOf(resource, namespace, name)
    const previous = this.#objects.get(key) as Stored<T> | undefined
    this.#objects.delete(key)
    this.#tell(resource, { type: 'DELETED', object: last, previous: previous ?? null })
    return last
  }

  /** An event reaches every watcher before the next one reaches any. */
  #tell<T extends ApiObject>(resource: Resource<T>, event: ClientEvent<T>): void {
    const name = groupResource(resource)
    const run = () => {
      for (const watcher of [...this.#watchers]) {
        if (watcher.resource === name) watcher.tell(event)
      }
    }
    if (this.#pending !== null) {
      this.#pending.push(run)
      return
    }
    this.#pending = [run]
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) next()
    this.#pending = null
  }
}

function keyOf(resource: Resource, namespace: string, name: string): string {
  return `${groupResource(resource)}/${namespace}/${name}`
}

/** All but metadata and status, as JSON with sorted keys: what raises the generation. */
function specOf(object: object): string {
  return canonicalJson(without({ ...object }, 'metadata', 'status'))
}

function withNamespaceFields<T extends ApiObject>(object: T): T {
  return { ...object, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }
}

function withPropagation(
  finalizers: readonly string[],
  policy: DeleteOptions['propagationPolicy'],
): readonly string[] {
  const added = policy === 'Foreground' ? 'foregroundDeletion' : policy === 'Orphan' ? 'orphan' : null
  return added === null || finalizers.includes(added) ? finalizers : [...finalizers, added]
}

/** Pods that run nowhere, or no more, go at once. */
function graceOf(object: Stored<ApiObject>, { gracePeriodSeconds }: DeleteOptions): number {
  const { spec, status } = object as Stored<Pod>
  if ((spec?.nodeName ?? '') === '' || status?.phase === 'Succeeded' || status?.phase === 'Failed') return 0
  return gracePeriodSeconds ?? spec?.terminationGracePeriodSeconds ?? 30
}
