import { describe, expect, it } from 'vitest'
import { openFacts } from '../schema/facts.ts'
import { StatusError } from '../status-error.ts'
import { applyPatch } from './apply-patch.ts'
import { openKindTools } from './kind-tools.ts'
import type { PatchRequest } from './patch-request.ts'

const tools = openKindTools(openFacts('resources/kubernetes'))
const json = 'application/json-patch+json'
const merge = 'application/merge-patch+json'
const strategic = 'application/strategic-merge-patch+json'
const apply = 'application/apply-patch+yaml'

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    replicas: 1,
    selector: null,
    template: { metadata: {}, spec: { containers: [{ name: 'web', image: 'a', resources: {} }] } },
    strategy: {},
  },
  status: {},
}

describe('applyPatch', () => {
  it.each([
    [json, [{ op: 'replace', path: '/spec/replicas', value: 3 }]],
    [merge, { spec: { replicas: 3 } }],
    [strategic, { spec: { replicas: 3 } }],
  ])('changes the object by %s', (contentType, patch) => {
    expect(patched(contentType, patch)).toEqual({
      object: { ...deployment, spec: { ...deployment.spec, replicas: 3 } },
      ownsFields: false,
    })
  })

  it('reads the config of an apply as YAML and owns its fields', () => {
    const config = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n'
    const { object, ownsFields } = patchedBy(apply, Buffer.from(config), {
      fieldManager: 'me',
      current: null,
    })
    expect(ownsFields).toBe(true)
    expect(object).toMatchObject({
      metadata: { managedFields: [{ manager: 'me', fieldsV1: { 'f:spec': { 'f:replicas': {} } } }] },
      spec: { replicas: 3, strategy: {} },
      status: {},
    })
  })

  it.each([
    [
      strategic,
      { spec: { replicas: 'many' } },
      ' "" is invalid: patch: Invalid value: "map[spec:map[replicas:many]]": unrecognized type: int32',
    ],
    [
      strategic,
      { spec: { foo: 1, bar: { a: [1, 'x'] } } },
      ' "" is invalid: patch: Invalid value: "map[spec:map[bar:map[a:[1 x]] foo:1]]": strict decoding error: unknown field "spec.bar", unknown field "spec.foo"',
    ],
    [
      json,
      [{ op: 'remove', path: '/spec/nothing' }],
      'the server rejected our request due to an error in our request',
    ],
  ])('answers Invalid to %s %j', (contentType, patch, message) => {
    expect(failure(() => patched(contentType, patch)).status).toMatchObject({
      code: 422,
      reason: 'Invalid',
      message,
    })
  })

  it('shows the object that a merge patch made when it does not fit', () => {
    const { message } = failure(() => patched(merge, { spec: { replicas: 'many' } }))
    expect(message).toContain(' "" is invalid: patch: Invalid value: "{')
    expect(message).toMatch(
      /json: cannot unmarshal string into Go struct field DeploymentSpec\.spec\.replicas of type int32$/,
    )
  })

  it.each([
    [merge, '{', 'error decoding patch: unexpected end of JSON input'],
    [
      merge,
      '[]',
      'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
    [
      json,
      '{}',
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    ],
    [strategic, 'x', "invalid character 'x' looking for beginning of value"],
    [apply, 'a: [', 'error decoding YAML: '],
  ])('answers BadRequest to %s %s', (contentType, body, message) => {
    const { status } = failure(() => patchedBy(contentType, Buffer.from(body)))
    expect(status).toMatchObject({ code: 400, reason: 'BadRequest' })
    expect(status.message).toContain(message)
  })

  it('warns of unknown fields when asked to, and drops them', () => {
    const warnings: string[] = []
    const more = { fieldValidation: 'Warn' as const, warn: (text: string) => warnings.push(text) }
    const operations = [{ op: 'add', path: '/spec/foo', value: 1, nonsense: true }]
    const { object } = patched(json, operations, more)
    expect(warnings).toEqual(['json patch unknown field "[0].nonsense"', 'unknown field "spec.foo"'])
    expect(object).toEqual(deployment)
  })

  it('takes no strategic merge patch for custom resources', () => {
    const custom = { kind: { group: 'a.b', version: 'v1', kind: 'C' }, schema: { type: 'object' } }
    expect(failure(() => patched(strategic, {}, custom)).status).toMatchObject({
      code: 415,
      message:
        'the body of the request was in an unknown format - accepted media types include: ' +
        'application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    })
  })

  it('keeps an apply to a custom resource to its schema', () => {
    const schema = {
      type: 'object',
      properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
    }
    const custom = {
      kind: { group: 'a.b', version: 'v1', kind: 'C' },
      schema,
      current: null,
      fieldManager: 'me',
    }
    const config = (spec: object) => ({ apiVersion: 'a.b/v1', kind: 'C', metadata: { name: 'x' }, spec })
    expect(patched(apply, config({ size: 1 }), custom).object).toMatchObject({ spec: { size: 1 } })
    expect(failure(() => patched(apply, config({ sise: 1 }), custom)).message).toBe(
      'failed to create typed patch object (/x; a.b/v1, Kind=C): .spec.sise: field not declared in schema',
    )
  })
})

function patched(contentType: string, patch: unknown, more: Partial<PatchRequest> = {}) {
  return patchedBy(contentType, Buffer.from(JSON.stringify(patch)), more)
}

function patchedBy(contentType: string, bytes: Uint8Array, more: Partial<PatchRequest> = {}) {
  return applyPatch(tools, {
    kind: { group: 'apps', version: 'v1', kind: 'Deployment' },
    schema: null,
    hasStatus: true,
    current: deployment,
    contentType,
    bytes,
    fieldManager: '',
    force: false,
    subresource: '',
    fieldValidation: 'Strict',
    now: 0,
    warn: () => undefined,
    ...more,
  })
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
