import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApiObject } from '../../object.ts'
import { printStruct } from '../../schema/decode/go-print.ts'
import { openFacts } from '../../schema/facts.ts'
import { openGoTypes } from '../../schema/go-types.ts'
import { groupVersionOf } from '../../schema/openapi-schema.ts'
import { openSchemas } from '../../schema/schemas.ts'
import { Structures } from '../../schema/structure.ts'
import { StatusError } from '../../status-error.ts'
import type { JsonObject } from '../json-types.ts'
import { paths, setOf } from './field-set.ts'
import { trackFields, type OwnedKind } from './field-manager.ts'
import { readManagers } from './managers.ts'
import { pathText } from './conflicts.ts'
import { serverSideApply, type ApplyRequest } from './server-side-apply.ts'

const facts = openFacts('resources/kubernetes')
const schemas = openSchemas(facts)
const structures = new Structures(schemas)
const goTypes = openGoTypes(facts)
const deployment = { group: 'apps', version: 'v1', kind: 'Deployment' }
const owned = ownedKind()
const now = Date.UTC(2026, 0, 1)

describe('serverSideApply', () => {
  it('owns what is applied, and nothing of the metadata that the server sets', () => {
    const object = apply(null, config({ replicas: 2 }))
    expect(object.metadata).toMatchObject({
      name: 'web',
      managedFields: [
        {
          manager: 'alice',
          operation: 'Apply',
          apiVersion: 'apps/v1',
          time: '2026-01-01T00:00:00Z',
          fieldsType: 'FieldsV1',
          fieldsV1: {
            'f:spec': {
              'f:replicas': {},
              'f:template': {
                'f:spec': {
                  'f:containers': {
                    'k:{"name":"web"}': {
                      '.': {},
                      'f:image': {},
                      'f:name': {},
                      'f:ports': {
                        'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      ],
    })
  })

  it('refuses to change what another manager set, in the API server words', () => {
    const live = track(null, config({ replicas: 2 }), 'kubectl-client-side-apply')
    const error = failure(() => apply(live, config({ replicas: 3 })))
    expect(error.status).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message:
        'Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.replicas',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "kubectl-client-side-apply" using apps/v1',
            field: '.spec.replicas',
          },
        ],
      },
    })
  })

  it('lists several conflicts by manager', () => {
    const live = track(null, config({ replicas: 2 }), 'kubectl')
    const scaled = track(live, withSpec(live, { replicas: 5 }), 'kubectl', 'scale')
    const error = failure(() => apply(scaled, config({ replicas: 3, image: 'nginx:2' })))
    expect(error.message).toBe(
      'Apply failed with 2 conflicts: conflicts with "kubectl" using apps/v1:\n' +
        '- .spec.template.spec.containers[name="web"].image\n' +
        'conflicts with "kubectl" with subresource "scale" using apps/v1:\n' +
        '- .spec.replicas',
    )
  })

  it('takes fields by force', () => {
    const live = track(null, config({ replicas: 2 }), 'bob')
    const object = apply(live, config({ replicas: 3 }), { force: true })
    expect(object['spec']).toMatchObject({ replicas: 3 })
    expect(ownersOf(object, '.spec.replicas')).toEqual(['alice'])
  })

  it('shares a field that both apply with the same value', () => {
    const live = apply(null, config({ replicas: 2 }), { fieldManager: 'bob' })
    expect(ownersOf(apply(live, config({ replicas: 2 })), '.spec.replicas')).toEqual(['alice', 'bob'])
  })

  it('removes what its manager applied before and nobody else owns', () => {
    const first = apply(null, config({ replicas: 2 }))
    const second = apply(first, config({}))
    expect(second['spec']).not.toHaveProperty('replicas')
    expect(ownersOf(second, '.spec.replicas')).toEqual([])
  })

  it('keeps what somebody else owns too', () => {
    const both = apply(apply(null, config({ replicas: 2 })), config({ replicas: 2 }), { fieldManager: 'bob' })
    const after = apply(both, config({}))
    expect(after['spec']).toMatchObject({ replicas: 2 })
    expect(ownersOf(after, '.spec.replicas')).toEqual(['bob'])
  })

  it('removes an item of a list by its key and keeps the others', () => {
    const first = apply(
      null,
      config({
        containers: [
          { name: 'web', image: 'a' },
          { name: 'side', image: 'b' },
        ],
      }),
    )
    const other = apply(first, config({ containers: [{ name: 'debug', image: 'c' }] }), {
      fieldManager: 'bob',
    })
    const after = apply(other, config({ containers: [{ name: 'web', image: 'a' }] }))
    expect(containersOf(after)).toEqual(['web', 'debug'])
  })

  it('says what of the config is not of the kind', () => {
    const spec = { ...(config({})['spec'] as object), replica: 2 }
    expect(failure(() => apply(null, { ...config({}), spec })).status).toMatchObject({
      code: 500,
      message:
        'failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): .spec.replica: field not declared in schema',
    })
    const double = config({ containers: [{ name: 'a' }, { name: 'a' }] })
    expect(failure(() => apply(null, double)).message).toBe(
      'failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): .spec.template.spec.containers: duplicate entries for key [name="a"]',
    )
  })

  it('takes over what kubectl applied client-side and nobody changed since', () => {
    const applied = config({ replicas: 2 })
    const annotated = withAnnotation(applied, JSON.stringify(applied))
    const live = track(null, annotated, 'kubectl-client-side-apply')
    const after = apply(live, config({ replicas: 3 }), { fieldManager: 'kubectl' })
    expect(after['spec']).toMatchObject({ replicas: 3 })
    const text = after.metadata?.annotations?.['kubectl.kubernetes.io/last-applied-configuration']
    expect(JSON.parse(text ?? '')).toEqual(config({ replicas: 3 }))
    const changed = track(live, withSpec(live, { replicas: 9 }), 'bob')
    expect(() => apply(changed, config({ replicas: 3 }), { fieldManager: 'kubectl' })).toThrow(
      'conflict with "bob" using apps/v1: .spec.replicas',
    )
  })

  it('gives fields of an object without owners to before-first-apply', () => {
    const live = config({ replicas: 2 }) as ApiObject
    expect(() => apply(live, config({ replicas: 3 }))).toThrow(
      'conflict with "before-first-apply" using apps/v1: .spec.replicas',
    )
  })
})

describe('ownership', () => {
  const spec = fc.record(
    {
      replicas: fc.integer({ min: 0, max: 3 }),
      image: fc.constantFrom('a', 'b'),
      labels: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')),
      ports: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
      command: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  )
  const step = fc.record({
    who: fc.constantFrom('alice', 'bob', 'carol'),
    how: fc.constantFrom('apply', 'update'),
    spec,
  })

  it('applies twice as once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), spec, (steps, last) => {
        const live = run(steps)
        const once = apply(live, config(last), { force: true })
        expect(apply(once, config(last), { now: now + 60_000 })).toEqual(once)
      }),
    )
  })

  it('of a changed field is its writer alone, and every owned field is there', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const before = run(steps.slice(0, -1))
        const after = run(steps)
        const { who } = steps.at(-1) ?? { who: '' }
        const changed = changedReplicas(before, after)
        if (changed) expect(ownersOf(after ?? {}, '.spec.replicas')).toEqual([who])
        for (const path of ownedPaths(after)) expect(leafExists(after, path)).toBe(true)
      }),
    )
  })

  it('gives an applier exactly what it applies', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), spec, (steps, last) => {
        const object = apply(run(steps), config(last), { force: true })
        const alone = apply(null, config(last))
        expect(fieldsOf(object, 'alice')).toEqual(fieldsOf(alone, 'alice'))
      }),
    )
  })
})

interface Spec {
  readonly replicas?: number
  readonly image?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly ports?: readonly number[]
  readonly command?: readonly string[]
  readonly containers?: readonly object[]
}

function config({ replicas, image = 'nginx', labels, ports = [80], command, containers }: Spec): JsonObject {
  const web = {
    name: 'web',
    image,
    ports: ports.map((containerPort) => ({ containerPort })),
    ...(command !== undefined && { command }),
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', ...(labels !== undefined && { labels }) },
    spec: {
      ...(replicas !== undefined && { replicas }),
      template: { spec: { containers: (containers ?? [web]) as never } },
    },
  }
}

function run(steps: readonly { who: string; how: string; spec: Spec }[]): ApiObject | null {
  return steps.reduce<ApiObject | null>((live, { who, how, spec }) => {
    if (how === 'apply') return apply(live, config(spec), { fieldManager: who, force: true })
    return track(live, config(spec), who)
  }, null)
}

function apply(
  live: ApiObject | null,
  object: JsonObject,
  more: Partial<ApplyRequest> = {},
): ApiObject & JsonObject {
  const request = { kind: deployment, live, config: object, fieldManager: 'alice', force: false, now }
  return serverSideApply(owned, { ...request, ...more })
}

function track(previous: ApiObject | null, next: object, fieldManager: string, subresource = ''): ApiObject {
  return trackFields({ ...owned, subresource }, { next: next, previous, fieldManager, now })
}

function withSpec(object: ApiObject, change: object): ApiObject {
  const { spec } = object as { spec?: object }
  return { ...object, spec: { ...spec, ...change } } as ApiObject
}

function withAnnotation(object: JsonObject, value: string): ApiObject {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': value }
  return { ...object, metadata: { ...(object['metadata'] as object), annotations } }
}

function ownersOf(object: ApiObject, path: string): string[] {
  return [...readManagers(object.metadata?.managedFields ?? []).values()]
    .filter(({ fields }) => [...paths(fields)].some((owned) => pathText(owned) === path))
    .map(({ name }) => name)
    .sort()
}

function fieldsOf(object: ApiObject, manager: string): unknown {
  return object.metadata?.managedFields?.find((entry) => entry.manager === manager)?.fieldsV1
}

function ownedPaths(object: ApiObject | null): string[] {
  const managers = readManagers(object?.metadata?.managedFields ?? [])
  return [...managers.values()].flatMap(({ fields }) => [...paths(fields)].map(pathText))
}

/** Whether the named field of a path is somewhere in the object; items are named by their keys. */
function leafExists(object: ApiObject | null, path: string): boolean {
  const name = /\.([\w]+)$/.exec(path)?.[1]
  return name === undefined || JSON.stringify(object).includes(`"${name}":`)
}

function changedReplicas(before: ApiObject | null, after: ApiObject | null): boolean {
  const of = (object: ApiObject | null) => (object as { spec?: { replicas?: number } } | null)?.spec?.replicas
  return of(after) !== undefined && of(after) !== of(before)
}

function containersOf(object: JsonObject): unknown {
  const { spec } = object as unknown as { spec: { template: { spec: { containers: { name: string }[] } } } }
  return spec.template.spec.containers.map(({ name }) => name)
}

function failure(run: () => unknown): StatusError {
  try {
    run()
  } catch (error) {
    if (error instanceof StatusError) return error
    throw error
  }
  throw new Error('did not fail')
}

function ownedKind(): OwnedKind {
  const [schema, type] = [schemas.ofKind(deployment), goTypes.ofKind(deployment)]
  if (schema === null || type === null) throw new Error('no Deployment')
  return {
    structure: structures.of(schema),
    ignored: setOf([['f:status']]),
    apiVersion: groupVersionOf(deployment),
    subresource: '',
    empty: printStruct(type, new Map()),
  }
}
