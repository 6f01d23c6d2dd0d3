import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { StoredObject } from '../object.ts'
import { configMaps, pods, type Resource } from '../resource.ts'
import { createStore } from './memory-store.ts'
import type { Store, StoreEvent } from './store.ts'

const resources = [pods, configMaps]

/** What happens: a write of one of a few objects (it turns into what is possible then), a watch, or a pause. */
type Step =
  | { readonly do: 'write'; readonly resource: number; readonly name: string; readonly value: string | null }
  | { readonly do: 'watch'; readonly resource: number; readonly back: number }
  | { readonly do: 'pause' }

const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: writeStep() },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('watch' as const), resource: fc.nat(1), back: fc.nat(20) }),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'pause' as const }) },
  ),
  { maxLength: 60 },
)

function writeStep() {
  return fc.record({
    do: fc.constant('write' as const),
    resource: fc.nat(1),
    name: fc.constantFrom('ns/a', 'ns/b', 'other/a', 'ns-x/a'),
    value: fc.option(fc.constantFrom('1', '2', '3')),
  })
}

/** Everything that was written, as it was written: the model. */
interface Model {
  readonly history: { readonly resource: Resource; readonly event: StoreEvent }[]
  readonly states: Map<number, ReadonlyMap<string, StoredObject>>
}

it('agrees with a simple model, whatever is done to it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const store = createStore({ revision: 10, history: 1_000 })
      const model: Model = { history: [], states: new Map([[10, new Map()]]) }
      const watches: { resource: Resource; from: number; told: StoreEvent[] }[] = []
      for (const step of script) {
        if (step.do === 'pause') await Promise.resolve()
        else if (step.do === 'write') write(store, model, step)
        else {
          const resource = resources[step.resource] ?? pods
          const from = Math.max(10, store.revision() - step.back)
          const told: StoreEvent[] = []
          store.watch(resource, from, (event) => told.push(event))
          watches.push({ resource, from, told })
        }
      }
      await new Promise((resolve) => void setImmediate(resolve))
      for (const { resource, from, told } of watches) {
        const expected = model.history.filter(
          (entry) => entry.resource === resource && entry.event.revision > from,
        )
        expect(told).toEqual(expected.map(({ event }) => event))
      }
      for (const [revision, state] of model.states) {
        for (const resource of resources) {
          expect(store.listAt(resource, null, revision)).toEqual(listed(state, resource, ''))
          expect(store.listAt(resource, 'ns', revision)).toEqual(listed(state, resource, 'ns/'))
        }
      }
    }),
  )
})

/** Creates, changes or (value null) removes; both in the store and in the model. */
function write(store: Store, model: Model, step: Extract<Step, { do: 'write' }>): void {
  const resource = resources[step.resource] ?? pods
  const [namespace = '', name = ''] = step.name.split('/')
  const state = new Map(model.states.get(store.revision()))
  const key = `${resource.name} ${step.name}`
  const previous = state.get(key) ?? null
  if (previous === null && step.value === null) return
  if (previous?.metadata.labels?.['value'] === step.value) return
  const revision = store.revision() + 1
  const labels = step.value === null ? previous?.metadata.labels : { value: step.value }
  const base = { apiVersion: 'v1', kind: resource.kind }
  const metadata = { name, namespace, uid: key, creationTimestamp: '', labels: labels ?? {} }
  const resourceVersion = previous?.metadata.resourceVersion ?? ''
  const object = { ...base, metadata: { ...metadata, resourceVersion: String(revision) } }
  const sent = { ...base, metadata: { ...metadata, resourceVersion } }
  if (step.value === null) store.remove(resource, namespace, name)
  else if (previous === null) store.create(resource, sent)
  else store.update(resource, sent)
  if (step.value === null) state.delete(key)
  else state.set(key, object)
  const type = step.value === null ? 'DELETED' : previous === null ? 'ADDED' : 'MODIFIED'
  model.history.push({ resource, event: { type, object, previous, revision } })
  model.states.set(revision, state)
}

function listed(
  state: ReadonlyMap<string, StoredObject>,
  resource: Resource,
  prefix: string,
): readonly StoredObject[] {
  return [...state]
    .filter(([key]) => key.startsWith(`${resource.name} ${prefix}`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => object)
}
