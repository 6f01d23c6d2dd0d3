import { beforeEach, expect, test } from 'vitest'
import { manualClock } from '../../network/testing/manual-clock.ts'
import { seededRandom } from '../../network/testing/seeded-random.ts'
import type { StoredObject } from '../object.ts'
import { createObject } from '../registry/create-object.ts'
import { deleteObject } from '../registry/delete-object.ts'
import type { RegistryPorts } from '../registry/registry-ports.ts'
import { plainPorts, plainResource, plainWriter } from '../registry/testing/plain-ports.ts'
import { updateObject } from '../registry/update-object.ts'
import { configMaps } from '../resource.ts'
import { listObjects, type ListQuery } from './list-objects.ts'
import { watchObjects, type WatchEvent, type WatchQuery } from './watch-objects.ts'

const maps = plainResource(configMaps)
let ports: RegistryPorts
let clock: ReturnType<typeof manualClock>

beforeEach(() => {
  clock = manualClock()
  ports = plainPorts(clock, seededRandom(1))
})

const create = (name: string, labels = {}, namespace = 'shop'): StoredObject =>
  createObject(ports, maps, namespace, { metadata: { name, labels } }, plainWriter())
const label = (name: string, labels: Record<string, string>): StoredObject =>
  updateObject(ports, {
    served: maps,
    namespace: 'shop',
    name,
    subresource: '',
    writer: plainWriter(),
    change: (current) => ({ ...current, metadata: { ...current.metadata, labels } }),
  })
const list = (query: Partial<ListQuery> = {}) =>
  listObjects(ports.store, {
    resource: configMaps,
    namespace: null,
    matches: () => true,
    limit: 0,
    continueToken: '',
    resourceVersion: '',
    resourceVersionMatch: '',
    ...query,
  })
const names = ({ items }: ReturnType<typeof list>): string[] => items.map(({ metadata }) => metadata.name)
const watch = (query: Partial<WatchQuery> = {}): { events: WatchEvent[]; stop: () => void } => {
  const events: WatchEvent[] = []
  const stop = watchObjects(
    ports.store,
    clock,
    {
      resource: configMaps,
      namespace: null,
      matches: () => true,
      resourceVersion: '',
      sendInitialEvents: false,
      bookmarks: false,
      ...query,
    },
    (event) => events.push(event),
  )
  return { events, stop }
}
const told = (events: readonly WatchEvent[]): string[] =>
  events.map(({ type, object }) =>
    `${type} ${'name' in (object.metadata ?? {}) ? (object as StoredObject).metadata.name : ''}`.trim(),
  )
/** Watchers hear of a write once its own turn is over. */
const delivered = (): Promise<void> => clock.advance(0)
const hasTier = ({ metadata }: StoredObject): boolean => metadata.labels?.['tier'] === 'front'

test('pages show one revision, whatever is written between them', () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) create(name)
  const first = list({ limit: 2 })
  expect(names(first)).toEqual(['a', 'b'])
  expect(first.metadata.remainingItemCount).toBe(3)
  create('aa')
  deleteObject(ports, maps, 'shop', 'd', {}, plainWriter())
  const second = list({ limit: 2, continueToken: first.metadata.continue ?? '' })
  const third = list({ limit: 2, continueToken: second.metadata.continue ?? '' })
  expect([...names(second), ...names(third)]).toEqual(['c', 'd', 'e'])
  expect(third.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion })
  expect(names(list())).toEqual(['a', 'aa', 'b', 'c', 'e'])
})

test('a selector that lets little through still fills its pages', () => {
  for (const name of ['a', 'b', 'c', 'd']) create(name, name > 'b' ? { tier: 'front' } : {})
  expect(names(list({ limit: 1, matches: hasTier }))).toEqual(['c'])
})

test.each([
  '?',
  Buffer.from('{}').toString('base64url'),
  Buffer.from('{"v":"meta.k8s.io/v1","rv":1}').toString('base64url'),
])('continue token %s is refused', (continueToken) => {
  create('a')
  expect(() => list({ continueToken })).toThrow(/continue key is not valid/)
})

test('a revision that is still to come is refused', () => {
  create('a')
  expect(() => list({ resourceVersion: '999999' })).toThrow('Too large resource version: 999999')
  expect(() => list({ resourceVersion: 'x' })).toThrow('invalid resource version "x"')
})

test('a watch without a revision begins with what is there', async () => {
  create('a')
  const { events, stop } = watch()
  create('b')
  await delivered()
  stop()
  create('c')
  await delivered()
  expect(told(events)).toEqual(['ADDED a', 'ADDED b'])
})

test('a watch from a revision tells what came after it, in its namespace', async () => {
  create('a')
  const from = create('b').metadata.resourceVersion
  create('c')
  create('d', {}, 'other')
  const { events } = watch({ resourceVersion: from, namespace: 'shop' })
  label('a', { x: 'y' })
  await delivered()
  expect(told(events)).toEqual(['ADDED c', 'MODIFIED a'])
})

test('an object that begins or ceases to match is ADDED or DELETED', async () => {
  create('a')
  const { events } = watch({ matches: hasTier })
  label('a', { tier: 'front' })
  label('a', { tier: 'front', x: 'y' })
  const last = label('a', { tier: 'back' })
  deleteObject(ports, maps, 'shop', 'a', {}, plainWriter())
  await delivered()
  expect(told(events)).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a'])
  const gone = events.at(-1)?.object as StoredObject
  expect(gone.metadata).toMatchObject({
    labels: { tier: 'front', x: 'y' },
    resourceVersion: last.metadata.resourceVersion,
  })
})

test('initial events end with an annotated bookmark', () => {
  create('a')
  const { events } = watch({ sendInitialEvents: true, resourceVersion: '' })
  expect(told(events)).toEqual(['ADDED a', 'BOOKMARK'])
  expect(events.at(-1)?.object).toMatchObject({
    kind: 'ConfigMap',
    metadata: {
      resourceVersion: String(ports.store.revision()),
      annotations: { 'k8s.io/initial-events-end': 'true' },
    },
  })
})

test('bookmarks come every minute, and end with the watch', async () => {
  const { events, stop } = watch({ bookmarks: true })
  await clock.advance(125_000)
  expect(told(events)).toEqual(['BOOKMARK', 'BOOKMARK'])
  stop()
  await clock.advance(120_000)
  expect(events).toHaveLength(2)
})

test('a restored store ends its watches with 410', () => {
  create('a')
  const saved = ports.store.save()
  const { events } = watch()
  ports.store.restore(saved)
  expect(events.at(-1)).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } })
})

test('a watch from before the history is told 410', () => {
  for (let nth = 0; nth < 5_000; nth += 1) create(`map-${nth}`)
  const { events } = watch({ resourceVersion: '2' })
  expect(events).toMatchObject([{ type: 'ERROR', object: { code: 410, reason: 'Expired' } }])
})
