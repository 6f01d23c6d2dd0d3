import { describe, expect, it } from 'vitest'
import { StatusError } from '../../status-error.ts'
import { openFacts } from '../facts.ts'
import { openGoTypes } from '../go-types.ts'
import { decodeBody, type DecodeRequest } from './decode-body.ts'

const types = openGoTypes(openFacts('resources/kubernetes'))
const service = { group: '', version: 'v1', kind: 'Service' }
const backend = { group: 'labs.example', version: 'v1', kind: 'Backend' }
const backendSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        replicas: { type: 'integer' },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
  },
}

describe('decodeBody', () => {
  it('takes kind and version from the path when the body has none', () => {
    expect(decode({ spec: { ports: [{ port: 80 }] } })).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {},
      spec: { ports: [{ port: 80, targetPort: 0 }] },
      status: { loadBalancer: {} },
    })
  })

  it('refuses unknown fields with Strict, warns with Warn, is silent with Ignore', () => {
    const body = { kind: 'Service', apiVersion: 'v1', spec: { foo: 1 }, bar: 2 }
    const warnings: string[] = []
    expect(() => decode(body)).toThrow(
      new StatusError(
        'BadRequest',
        'Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.foo", unknown field "bar"',
      ),
    )
    const warned = decode(body, { fieldValidation: 'Warn', warn: (text) => warnings.push(text) })
    expect(warnings).toEqual(['unknown field "spec.foo"', 'unknown field "bar"'])
    expect(warned).not.toHaveProperty('bar')
    expect(decode(body, { fieldValidation: 'Ignore' })).toEqual(warned)
  })

  it.each([
    [
      '{"kind":"Service","spec":{"ports":[{"port":"x"}]}}',
      'Service in version "v1" cannot be handled as a Service: json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    [
      '{"kind":"Service",',
      `the object provided is unrecognized (must be of type Service): couldn't get version/kind; json parse error: unexpected end of JSON input ({"kind":"Service",)`,
    ],
    [
      '{"kind":5}',
      `the object provided is unrecognized (must be of type Service): couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string ({"kind":5})`,
    ],
    [
      '',
      `the object provided is unrecognized (must be of type Service): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)`,
    ],
    [
      '{"kind":"Foo","apiVersion":"v1"}',
      'Foo in version "v1" cannot be handled as a Service: no kind "Foo" is registered for version "v1" in scheme "pkg/api/legacyscheme/scheme.go:30"',
    ],
    [
      '{"kind":"Pod","apiVersion":"v1"}',
      'Pod in version "v1" cannot be handled as a Service: converting (v1.Pod) to (core.Service): unknown conversion',
    ],
  ])('says of %s what the API server says', (text, message) => {
    expect(() => decodeBody(types, { ...plain, bytes: Buffer.from(text) })).toThrow(
      new StatusError('BadRequest', message),
    )
  })

  it('reads YAML', () => {
    const bytes = Buffer.from('kind: Service\nspec:\n  type: NodePort\n  ports: [{port: 80}]\n')
    expect(decodeBody(types, { ...plain, contentType: 'application/yaml', bytes })).toMatchObject({
      spec: { type: 'NodePort', ports: [{ port: 80 }] },
    })
  })

  it('refuses other content types by name', () => {
    expect(() => decodeBody(types, { ...plain, contentType: 'text/plain' })).toThrow(
      'the body of the request was in an unknown format - accepted media types include: ' +
        'application/json, application/yaml, application/vnd.kubernetes.protobuf',
    )
  })

  it('prunes custom resources by their schema', () => {
    const body = {
      apiVersion: 'labs.example/v1',
      kind: 'Backend',
      metadata: { name: 'a', nonsense: 1 },
      spec: { replicas: 1, free: { any: [{ thing: 1 }] }, labels: { x: 'y' }, typo: true },
    }
    const warnings: string[] = []
    const custom = { kind: backend, schema: backendSchema, fieldValidation: 'Warn' as const }
    expect(decode(body, { ...custom, warn: (text) => warnings.push(text) })).toEqual({
      ...body,
      metadata: { name: 'a' },
      spec: { replicas: 1, free: { any: [{ thing: 1 }] }, labels: { x: 'y' } },
    })
    expect(warnings).toEqual(['unknown field "metadata.nonsense"', 'unknown field "spec.typo"'])
    expect(() => decode({ ...body, apiVersion: 'labs.example/v2' }, custom)).toThrow(
      'the API version in the data (labs.example/v2) does not match the expected API version (labs.example/v1)',
    )
  })

  it('reads options under any group version', () => {
    const options = { kind: 'DeleteOptions', apiVersion: 'meta.k8s.io/v1', propagationPolicy: 'Orphan' }
    expect(decode(options, { kind: { ...service, kind: 'DeleteOptions' } })).toMatchObject({
      propagationPolicy: 'Orphan',
    })
  })
})

const plain: DecodeRequest = {
  kind: service,
  schema: null,
  contentType: 'application/json',
  bytes: new Uint8Array(),
  fieldValidation: 'Strict',
  warn: () => undefined,
}

function decode(body: unknown, more: Partial<DecodeRequest> = {}) {
  return decodeBody(types, { ...plain, bytes: Buffer.from(JSON.stringify(body)), ...more })
}
