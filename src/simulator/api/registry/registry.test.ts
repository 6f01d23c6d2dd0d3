import { beforeEach, expect, test } from 'vitest'
import { manualClock } from '../../network/testing/manual-clock.ts'
import { seededRandom } from '../../network/testing/seeded-random.ts'
import type { ApiObject, StoredObject } from '../object.ts'
import { configMaps, deployments, leases, namespaces, pods } from '../resource.ts'
import { StatusError } from '../status-error.ts'
import { createObject } from './create-object.ts'
import { deleteObject } from './delete-object.ts'
import type { RegistryPorts } from './registry-ports.ts'
import { plainPorts, plainResource, plainWriter } from './testing/plain-ports.ts'
import { updateObject } from './update-object.ts'

const maps = plainResource(configMaps)
const web = plainResource(deployments)
let ports: RegistryPorts
let clock: ReturnType<typeof manualClock>

beforeEach(() => {
  clock = manualClock()
  ports = plainPorts(clock, seededRandom(1))
})

const create = (served: typeof maps, object: object, writer = plainWriter()): StoredObject =>
  createObject(ports, served, served.resource.namespaced ? 'shop' : '', object, writer)
const change = (
  served: typeof maps,
  name: string,
  to: (current: StoredObject) => object,
  subresource: '' | 'status' = '',
) =>
  updateObject(ports, {
    served,
    namespace: served.resource.namespaced ? 'shop' : '',
    name,
    subresource,
    writer: plainWriter(),
    change: (current) => to(current),
  })
const remove = (served: typeof maps, name: string, options = {}) =>
  deleteObject(ports, served, served.resource.namespaced ? 'shop' : '', name, options, plainWriter())
const there = (served: typeof maps, name: string) =>
  ports.store.get(served.resource, served.resource.namespaced ? 'shop' : '', name)
const refusal = (
  work: () => unknown,
): { reason: string | undefined; message: string | undefined; code: number | undefined } => {
  try {
    work()
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    const { reason, message, code } = error.status
    return { reason, message, code }
  }
  throw new Error('it was not refused')
}

test('a new object gets what only the server can say', () => {
  const object = create(web, { metadata: { name: 'web', uid: 'mine', generation: 7 }, spec: { replicas: 1 } })
  expect(object).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 1 } })
  expect(object.metadata).toMatchObject({
    name: 'web',
    namespace: 'shop',
    generation: 1,
    creationTimestamp: '2026-01-01T00:00:00Z',
  })
  expect(object.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number(object.metadata.resourceVersion)).toBe(ports.store.revision())
  expect(create(maps, { metadata: { name: 'settings' } }).metadata.generation).toBeUndefined()
})

test('names are generated, required, checked, and taken once', () => {
  expect(create(maps, { metadata: { generateName: 'web-' } }).metadata.name).toMatch(/^web-[a-z0-9]{5}$/)
  create(maps, { metadata: { name: 'one' } })
  expect(refusal(() => create(maps, { metadata: { name: 'one' } }))).toEqual({
    reason: 'AlreadyExists',
    code: 409,
    message: 'configmaps "one" already exists',
  })
  expect(refusal(() => create(maps, { metadata: {} })).message).toBe(
    'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
  )
  expect(refusal(() => create(maps, { metadata: { name: 'No' } })).message).toContain(
    'metadata.name: Invalid value: "No": a lowercase RFC 1123 subdomain must consist of',
  )
})

test('an object of another namespace than the request’s is refused', () => {
  expect(refusal(() => create(maps, { metadata: { name: 'one', namespace: 'other' } }))).toEqual({
    reason: 'BadRequest',
    code: 400,
    message: 'the namespace of the provided object does not match the namespace sent on the request',
  })
})

test('an update raises the generation for its spec only, and keeps what is the server’s', () => {
  const first = create(web, { metadata: { name: 'web' }, spec: { replicas: 1 } })
  const labelled = change(web, 'web', (current) => ({
    ...current,
    metadata: {
      ...current.metadata,
      labels: { a: 'b' },
      creationTimestamp: '2020-01-01T00:00:00Z',
      generation: 9,
    },
  }))
  expect(labelled.metadata).toMatchObject({
    generation: 1,
    labels: { a: 'b' },
    creationTimestamp: first.metadata.creationTimestamp,
  })
  const scaled = change(web, 'web', (current) => ({
    ...current,
    spec: { replicas: 2 },
    status: { replicas: 9 },
  }))
  expect(scaled).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 2 } })
  expect(scaled).not.toHaveProperty('status')
  const reported = change(
    web,
    'web',
    (current) => ({ ...current, spec: { replicas: 7 }, status: { replicas: 2 } }),
    'status',
  )
  expect(reported).toMatchObject({
    metadata: { generation: 2 },
    spec: { replicas: 2 },
    status: { replicas: 2 },
  })
})

test('an update that changes nothing is no write', () => {
  create(web, { metadata: { name: 'web' }, spec: { replicas: 1 } })
  const revision = ports.store.revision()
  change(web, 'web', (current) => ({ ...current }))
  expect(ports.store.revision()).toBe(revision)
})

test('an update of a stale object, of another object or of none is refused', () => {
  const first = create(maps, { metadata: { name: 'one' }, data: { a: '1' } })
  change(maps, 'one', (current) => ({ ...current, data: { a: '2' } }))
  expect(refusal(() => change(maps, 'one', () => ({ ...first, data: { a: '3' } })))).toEqual({
    reason: 'Conflict',
    code: 409,
    message:
      'Operation cannot be fulfilled on configmaps "one": the object has been modified; please apply your changes to the latest version and try again',
  })
  expect(refusal(() => change(maps, 'two', (current) => current)).message).toBe('configmaps "two" not found')
  const lease = plainResource(leases)
  create(lease, { metadata: { name: 'one' } })
  expect(refusal(() => change(lease, 'one', () => ({ metadata: { name: 'one' } }))).message).toContain(
    'metadata.resourceVersion: Invalid value: 0: must be specified for an update',
  )
})

test('a dry run refuses what a real one would, and keeps nothing', () => {
  const writer = plainWriter({ dryRun: true })
  expect(create(maps, { metadata: { name: 'one' } }, writer).metadata.name).toBe('one')
  expect(there(maps, 'one')).toBeNull()
  create(maps, { metadata: { name: 'one' } })
  expect(refusal(() => create(maps, { metadata: { name: 'one' } }, writer)).reason).toBe('AlreadyExists')
})

test('a finalizer holds a deleted object until it is taken', () => {
  create(maps, { metadata: { name: 'one', finalizers: ['example.com/hold'] } })
  const { gone, object } = remove(maps, 'one')
  expect(gone).toBe(false)
  expect(object.metadata).toMatchObject({
    deletionTimestamp: '2026-01-01T00:00:00Z',
    deletionGracePeriodSeconds: 0,
  })
  const without = (current: StoredObject) => ({
    ...current,
    metadata: { ...current.metadata, finalizers: [] },
  })
  change(maps, 'one', without)
  expect(there(maps, 'one')).toBeNull()
})

test.each([
  ['Foreground', ['foregroundDeletion']],
  ['Orphan', ['orphan']],
])('%s deletion waits for the garbage collector', (propagationPolicy, finalizers) => {
  create(web, { metadata: { name: 'web' }, spec: {} })
  expect(remove(web, 'web', { propagationPolicy }).object.metadata).toMatchObject({
    finalizers,
    generation: 2,
  })
})

test('preconditions of a delete hold', () => {
  create(maps, { metadata: { name: 'one' } })
  expect(refusal(() => remove(maps, 'one', { preconditions: { uid: 'other' } })).reason).toBe('Conflict')
  expect(there(maps, 'one')).not.toBeNull()
  expect(remove(maps, 'one').gone).toBe(true)
})

test('a Pod on a node is given its grace period, which can be shortened and not prolonged', async () => {
  const pod = plainResource(pods)
  create(pod, { metadata: { name: 'web' }, spec: { nodeName: 'worker', terminationGracePeriodSeconds: 30 } })
  expect(remove(pod, 'web').object.metadata).toMatchObject({
    deletionTimestamp: '2026-01-01T00:00:30Z',
    deletionGracePeriodSeconds: 30,
    generation: 2,
  })
  await clock.advance(2_000)
  expect(remove(pod, 'web', { gracePeriodSeconds: 60 }).object.metadata.deletionGracePeriodSeconds).toBe(30)
  expect(remove(pod, 'web', { gracePeriodSeconds: 5 }).object.metadata).toMatchObject({
    deletionTimestamp: '2026-01-01T00:00:05Z',
    deletionGracePeriodSeconds: 5,
  })
  expect(remove(pod, 'web', { gracePeriodSeconds: 0 }).gone).toBe(true)
})

test('a Pod that no node has goes at once', () => {
  const pod = plainResource(pods)
  create(pod, { metadata: { name: 'web' }, spec: {} })
  expect(remove(pod, 'web').gone).toBe(true)
})

test('a namespace is Terminating until its own finalizers are gone', () => {
  const kind = plainResource(namespaces)
  create(kind, { metadata: { name: 'shop' }, spec: { finalizers: ['kubernetes'] } })
  expect(remove(kind, 'shop')).toMatchObject({ gone: false, object: { status: { phase: 'Terminating' } } })
  updateObject(ports, {
    served: kind,
    namespace: '',
    name: 'shop',
    subresource: 'finalize',
    writer: plainWriter(),
    change: (current) => ({ ...current, spec: { finalizers: [] } }) as ApiObject,
  })
  expect(there(kind, 'shop')).toBeNull()
})
