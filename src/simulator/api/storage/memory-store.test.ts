import { expect, it } from 'vitest'
import type { StoredObject } from '../object.ts'
import { configMaps, nodes, pods } from '../resource.ts'
import { StatusError } from '../status-error.ts'
import { createStore } from './memory-store.ts'
import type { Store, StoreEvent } from './store.ts'

function object(name: string, namespace = 'default', labels: Record<string, string> = {}): StoredObject {
  const metadata = { name, namespace, uid: name, resourceVersion: '', creationTimestamp: '', labels }
  return { apiVersion: 'v1', kind: 'Pod', metadata }
}

function relabelled(stored: StoredObject, label: string): StoredObject {
  return { ...stored, metadata: { ...stored.metadata, labels: { label } } }
}

/** What `tell` was told, as `TYPE name@revision`. */
function watched(store: Store, from: number): { readonly told: string[]; readonly stop: () => void } {
  const told: string[] = []
  const stop = store.watch(pods, from, (event) => told.push(shown(event)))
  return { told, stop }
}

function shown({ type, object: { metadata }, revision }: StoreEvent): string {
  expect(metadata.resourceVersion).toBe(String(revision))
  return `${type} ${metadata.name}@${revision}`
}

function statusOf(run: () => unknown): StatusError['status'] {
  try {
    run()
  } catch (error) {
    if (error instanceof StatusError) return error.status
    throw error
  }
  throw new Error('nothing was thrown')
}

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

it('numbers every write, from one counter', () => {
  const store = createStore({ revision: 100 })
  const pod = store.create(pods, object('a'))
  const config = store.create(configMaps, object('a'))
  expect([pod, config].map(({ metadata }) => metadata.resourceVersion)).toEqual(['101', '102'])
  expect(store.update(pods, relabelled(pod, 'x')).metadata.resourceVersion).toBe('103')
  expect(store.remove(pods, 'default', 'a').metadata).toMatchObject({
    resourceVersion: '104',
    labels: { label: 'x' },
  })
  expect(store.get(pods, 'default', 'a')).toBeNull()
  expect(store.revision()).toBe(104)
})

it('refuses what etcd refuses', () => {
  const store = createStore()
  const pod = store.create(pods, object('a'))
  expect(statusOf(() => store.create(pods, object('a')))).toMatchObject({
    reason: 'AlreadyExists',
    message: 'pods "a" already exists',
  })
  store.update(pods, relabelled(pod, 'x'))
  expect(statusOf(() => store.update(pods, relabelled(pod, 'y')))).toMatchObject({
    reason: 'Conflict',
    message:
      'Operation cannot be fulfilled on pods "a": the object has been modified; please apply your changes to the latest version and try again',
  })
  expect(statusOf(() => store.update(pods, object('b'))).reason).toBe('NotFound')
  expect(statusOf(() => store.remove(pods, 'other', 'a')).reason).toBe('NotFound')
})

it('writes nothing when nothing changes', async () => {
  const store = createStore()
  const pod = store.create(pods, object('a'))
  const { told } = watched(store, store.revision())
  expect(store.update(pods, { ...pod, metadata: { ...pod.metadata } })).toBe(pod)
  await settled()
  expect(told).toEqual([])
})

it('lists in the order of etcd keys', () => {
  const store = createStore()
  for (const [name, namespace] of [
    ['z', 'a'],
    ['b', 'a'],
    ['a', 'a-b'],
    ['c', 'b'],
  ] as const) {
    store.create(pods, object(name, namespace))
  }
  const names = (namespace: string | null) => store.list(pods, namespace).map(({ metadata }) => metadata.name)
  expect(names(null)).toEqual(['a', 'b', 'z', 'c'])
  expect(names('a')).toEqual(['b', 'z'])
  expect(names('none')).toEqual([])
  store.create(pods, object('a', 'a'))
  store.remove(pods, 'a', 'b')
  expect(names('a')).toEqual(['a', 'z'])
})

it('lists cluster-scoped objects', () => {
  const store = createStore()
  store.create(nodes, object('n1', ''))
  expect(store.get(nodes, '', 'n1')?.metadata.name).toBe('n1')
  expect(store.list(nodes, null)).toHaveLength(1)
})

it('shows old revisions, until they are compacted away', () => {
  const store = createStore({ revision: 0, history: 3 })
  store.create(pods, object('a'))
  const b = store.create(pods, object('b'))
  store.update(pods, relabelled(b, 'x'))
  store.remove(pods, 'default', 'a')
  expect(store.listAt(pods, null, 2).map(({ metadata }) => [metadata.name, metadata.labels])).toEqual([
    ['a', {}],
    ['b', {}],
  ])
  expect(store.listAt(pods, 'default', 4)).toBe(store.list(pods, 'default'))
  for (const name of ['c', 'd', 'e']) store.create(pods, object(name))
  expect(statusOf(() => store.listAt(pods, null, 2))).toMatchObject({
    code: 410,
    reason: 'Expired',
    message: 'The resourceVersion for the provided list is too old.',
  })
  expect(statusOf(() => store.watch(pods, 2, () => undefined))).toMatchObject({
    code: 410,
    reason: 'Expired',
    message: 'too old resource version: 2 (3)',
  })
  expect(() => store.listAt(pods, null, 100)).toThrow(RangeError)
})

it('tells a watch what came after its revision, and only of its resource', async () => {
  const store = createStore()
  store.create(pods, object('a'))
  store.create(configMaps, object('b'))
  const { told, stop } = watched(store, 1)
  store.create(pods, object('c'))
  await settled()
  expect(told).toEqual(['ADDED a@2', 'ADDED c@4'])
  stop()
  store.create(pods, object('d'))
  await settled()
  expect(told).toHaveLength(2)
})

it('tells nothing of what is on its way once a watch has ended', async () => {
  const store = createStore()
  const { told, stop } = watched(store, 1)
  store.create(pods, object('a'))
  stop()
  await settled()
  expect(told).toEqual([])
})

it('tells no one before the writer is done', () => {
  const store = createStore()
  const { told } = watched(store, 1)
  store.create(pods, object('a'))
  expect(told).toEqual([])
})

it('brings writes of listeners to all watchers in order', async () => {
  const store = createStore()
  const told: string[] = []
  store.watch(pods, 1, (event) => {
    told.push(`first ${shown(event)}`)
    if (event.object.metadata.name === 'a') store.create(pods, object('b'))
  })
  store.watch(pods, 1, (event) => told.push(`second ${shown(event)}`))
  store.create(pods, object('a'))
  await settled()
  expect(told).toEqual(['first ADDED a@2', 'second ADDED a@2', 'first ADDED b@3', 'second ADDED b@3'])
})

it('saves and restores, and ends the watches of before', async () => {
  const store = createStore()
  store.create(pods, object('a'))
  store.create(nodes, object('n', ''))
  const saved = store.save()
  const { told } = watched(store, store.revision())
  store.remove(pods, 'default', 'a')
  let restored = 0
  store.onRestored(() => (restored += 1))
  store.restore(saved)
  await settled()
  expect(told).toEqual([])
  expect(restored).toBe(1)
  expect(store.save().objects).toEqual(saved.objects)
  expect(store.revision()).toBe(5)
  expect(statusOf(() => store.watch(pods, 4, () => undefined)).reason).toBe('Expired')

  const fresh = createStore()
  fresh.restore(JSON.parse(JSON.stringify(saved)) as typeof saved)
  expect(fresh.save()).toEqual(saved)
})

it('shares the objects that it resets to', () => {
  const store = createStore()
  for (let index = 0; index < 1_000; index += 1) store.create(pods, object(`p${index}`))
  const saved = store.save()
  const first = store.get(pods, 'default', 'p0')
  store.restore(saved)
  expect(store.list(pods, null)).toHaveLength(1_000)
  expect(store.get(pods, 'default', 'p0')).toBe(first)
})

it('serves 5,000 objects and 100 watchers', async () => {
  const store = createStore()
  const counts = Array.from({ length: 100 }, () => 0)
  counts.forEach((_, watcher) =>
    store.watch(pods, 1, () => void (counts[watcher] = (counts[watcher] ?? 0) + 1)),
  )
  for (let index = 0; index < 5_000; index += 1) store.create(pods, object(`p${index}`))
  await settled()
  expect(counts).toEqual(Array.from({ length: 100 }, () => 5_000))
  expect(store.list(pods, 'default')).toHaveLength(5_000)
})
