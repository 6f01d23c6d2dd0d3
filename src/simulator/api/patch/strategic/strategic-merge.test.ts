import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openFacts } from '../../schema/facts.ts'
import { openSchemas } from '../../schema/schemas.ts'
import type { JsonObject } from '../json-types.ts'
import { patchSchema } from './patch-schema.ts'
import { strategicMerge } from './strategic-merge.ts'

const schemas = openSchemas(openFacts('resources/kubernetes'))
const pod = schemaOf('', 'Pod')
const deployment = schemaOf('apps', 'Deployment')

const current = {
  metadata: { name: 'web', labels: { app: 'web', tier: 'front' }, finalizers: ['a', 'b', 'c'] },
  spec: {
    containers: [
      { name: 'web', image: 'nginx:1', args: ['x', 'y'], ports: [{ containerPort: 80 }] },
      { name: 'side', image: 'busybox' },
    ],
    tolerations: [{ key: 'a' }],
  },
}

describe('strategicMerge', () => {
  it('merges lists by their merge key, replaces lists without one', () => {
    const patch = {
      spec: {
        containers: [{ name: 'web', image: 'nginx:2', args: ['z'], ports: [{ containerPort: 81 }] }],
        tolerations: [{ key: 'b' }],
      },
    }
    expect(strategicMerge(pod, current, patch)['spec']).toEqual({
      containers: [
        {
          name: 'web',
          image: 'nginx:2',
          args: ['z'],
          ports: [{ containerPort: 81 }, { containerPort: 80 }],
        },
        { name: 'side', image: 'busybox' },
      ],
      tolerations: [{ key: 'b' }],
    })
  })

  it('removes by null', () => {
    const patch = {
      metadata: { labels: { tier: null } },
      spec: { containers: [{ name: 'web', args: null }] },
    }
    const merged = strategicMerge(pod, current, patch)
    expect(merged['metadata']).toMatchObject({ labels: { app: 'web' } })
    expect(merged).toHaveProperty('spec.containers.0.image')
    expect(merged).not.toHaveProperty('spec.containers.0.args')
  })

  it('drops nulls and directives of what is new', () => {
    const patch = { metadata: { annotations: { a: 'b', c: null } }, spec: { x: { $patch: 'delete' } } }
    const merged = strategicMerge(pod, current, patch)
    expect(merged['metadata']).toMatchObject({ annotations: { a: 'b' } })
    expect(merged).not.toHaveProperty('metadata.annotations.c')
    expect(merged).not.toHaveProperty('spec.x')
  })

  it('follows $patch in lists and objects', () => {
    const gone = { spec: { containers: [{ name: 'side', $patch: 'delete' }] } }
    expect(namesOf(strategicMerge(pod, current, gone))).toEqual(['web'])
    const only = { spec: { containers: [{ name: 'one' }, { $patch: 'replace' }] } }
    expect(namesOf(strategicMerge(pod, current, only))).toEqual(['one'])
    const replaced = { metadata: { labels: { $patch: 'replace', new: 'label' } } }
    expect(strategicMerge(pod, current, replaced)['metadata']).toMatchObject({ labels: { new: 'label' } })
    expect(strategicMerge(pod, current, replaced)).not.toHaveProperty('metadata.labels.app')
    expect(() => strategicMerge(pod, current, { spec: { $patch: 'nonsense' } })).toThrow(
      'unknown patch type: nonsense in map: map[$patch:nonsense]',
    )
  })

  it('follows $deleteFromPrimitiveList and $setElementOrder', () => {
    const patch = {
      metadata: {
        '$deleteFromPrimitiveList/finalizers': ['b'],
        '$setElementOrder/finalizers': ['c', 'd', 'a'],
        finalizers: ['d'],
      },
      spec: {
        '$setElementOrder/containers': [{ name: 'side' }, { name: 'new' }, { name: 'web' }],
        containers: [{ name: 'new', image: 'i' }],
      },
    }
    const merged = strategicMerge(pod, current, patch)
    expect(merged['metadata']).toMatchObject({ finalizers: ['c', 'd', 'a'] })
    expect(namesOf(merged)).toEqual(['side', 'new', 'web'])
  })

  it('follows $retainKeys', () => {
    const rolling = { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } }
    const patch = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } }
    expect(strategicMerge(deployment, rolling, patch)).toEqual({ spec: { strategy: { type: 'Recreate' } } })
    const broken = { spec: { strategy: { $retainKeys: ['type'], rollingUpdate: {} } } }
    expect(() => strategicMerge(deployment, rolling, broken)).toThrow('invalid patch format of retainKeys')
  })

  it('refuses items without their merge key', () => {
    expect(() => strategicMerge(pod, current, { spec: { containers: [{ image: 'x' }] } })).toThrow(
      'map: map[image:x] does not contain declared merge key: name',
    )
  })

  const container = fc.record(
    { name: fc.constantFrom('a', 'b', 'c'), image: fc.constantFrom('1', '2') },
    { requiredKeys: ['name'] },
  )
  const spec = fc.record({
    containers: fc.uniqueArray(container, { selector: ({ name }) => name }),
    nodeSelector: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')),
  })

  it('applied twice is applied once, and an empty patch changes nothing', () => {
    fc.assert(
      fc.property(spec, spec, (before, change) => {
        const once = strategicMerge(pod, { spec: before }, { spec: change })
        expect(strategicMerge(pod, once, { spec: change })).toEqual(once)
        expect(strategicMerge(pod, { spec: before }, {})).toEqual({ spec: before })
      }),
    )
  })

  it('orders a list as $setElementOrder asks', () => {
    fc.assert(
      fc.property(spec, spec, (before, change) => {
        const order = change.containers.map(({ name }) => ({ name }))
        const patch = { spec: { '$setElementOrder/containers': order, containers: change.containers } }
        const names = namesOf(strategicMerge(pod, { spec: before }, patch))
        const wanted = order.map(({ name }) => name)
        expect(names.filter((name) => (wanted as unknown[]).includes(name))).toEqual(wanted)
      }),
    )
  })
})

function namesOf(object: JsonObject): unknown[] {
  const { spec } = object as unknown as { spec: { containers: { name: string }[] } }
  return spec.containers.map(({ name }) => name)
}

function schemaOf(group: string, kind: string) {
  const schema = schemas.ofKind({ group, version: 'v1', kind })
  if (schema === null) throw new Error(`no ${kind}`)
  return patchSchema(schemas, schema)
}
