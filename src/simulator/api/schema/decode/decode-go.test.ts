import { describe, expect, it } from 'vitest'
import { openFacts } from '../facts.ts'
import { openGoTypes, type GoStruct } from '../go-types.ts'
import { parseJson } from '../json/parse-json.ts'
import { decodeGo } from './decode-go.ts'

const types = openGoTypes(openFacts('resources/kubernetes'))

describe('decodeGo', () => {
  it('prints what Go prints: zero values where no omitempty is, canonical quantities, nothing unknown', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', creationTimestamp: null, labels: {} },
      spec: {
        containers: [
          { name: 'web', image: 'nginx', resources: { limits: { cpu: '1000m', memory: 1024 } }, nonsense: 1 },
          { name: 'side', image: 'b' },
        ],
      },
      status: {},
    }
    expect(decode('v1', 'Pod', pod)).toEqual({
      value: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web' },
        spec: {
          containers: [
            { name: 'web', image: 'nginx', resources: { limits: { cpu: '1', memory: '1024' } } },
            { name: 'side', image: 'b', resources: {} },
          ],
        },
        status: {},
      },
      strictErrors: ['unknown field "spec.containers[0].nonsense"'],
    })
  })

  it('writes the fields that have no omitempty even when the document has none of them', () => {
    expect(decode('apps/v1', 'Deployment', {}).value).toEqual({
      metadata: {},
      spec: { selector: null, template: { metadata: {}, spec: { containers: null } }, strategy: {} },
      status: {},
    })
  })

  it('tells repeated fields, of structs and of maps', () => {
    const text = '{"metadata":{"name":"a","labels":{"x":"1","x":"2"}},"spec":{},"spec":{"type":"NodePort"}}'
    const { value, strictErrors } = decodeGo(struct('v1', 'Service'), parseJson(text))
    expect(value['spec']).toEqual({ type: 'NodePort' })
    expect(strictErrors).toEqual(['duplicate field "metadata.labels.x"', 'duplicate field "spec"'])
  })

  it.each([
    [
      'v1',
      'Service',
      { spec: { ports: [{ port: 'http' }] } },
      'json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    [
      'v1',
      'Service',
      { spec: { ports: [{ port: 1.5 }] } },
      'json: cannot unmarshal number 1.5 into Go struct field ServicePort.spec.ports.port of type int32',
    ],
    [
      'v1',
      'Service',
      { spec: { ports: {} } },
      'json: cannot unmarshal object into Go struct field ServiceSpec.spec.ports of type []v1.ServicePort',
    ],
    [
      'v1',
      'Service',
      { spec: { ports: [{ port: 80, targetPort: true }] } },
      'json: cannot unmarshal bool into Go struct field ServicePort.spec.ports.targetPort of type int32',
    ],
    [
      'v1',
      'Pod',
      { metadata: { labels: { a: 1 } } },
      'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
    ],
    [
      'v1',
      'Pod',
      { spec: { volumes: [{ emptyDir: 'x' }] } },
      'json: cannot unmarshal string into Go struct field Volume.spec.volumes.VolumeSource.emptyDir of type v1.EmptyDirVolumeSource',
    ],
    [
      'apps/v1',
      'Deployment',
      { spec: { replicas: '3' } },
      'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      'apps/v1',
      'Deployment',
      { spec: { template: { spec: { containers: [{ env: [{ name: 'A', value: 5 }] }] } } } },
      'json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
    ],
    [
      'v1',
      'Pod',
      { spec: { containers: [{ resources: { limits: { cpu: 'lots' } } }] } },
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    ],
    [
      'v1',
      'Pod',
      { metadata: { creationTimestamp: 'yesterday' } },
      'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
    ],
    ['v1', 'Secret', { data: { a: 'not base64' } }, 'illegal base64 data at input byte 3'],
  ])('says of a wrong type in a %s %s what Go says', (groupVersion, kind, document, message) => {
    expect(() => decode(groupVersion, kind, document)).toThrow(new Error(message))
  })

  it('reads schemas of custom resources, which have decoders of their own', () => {
    const schema = {
      type: 'object',
      additionalProperties: true,
      items: { type: 'string', default: { a: [1] } },
      properties: { a: { type: 'string', unknown: 1 } },
    }
    const crd = { spec: { versions: [{ name: 'v1', schema: { openAPIV3Schema: schema } }] } }
    const { value, strictErrors } = decode('apiextensions.k8s.io/v1', 'CustomResourceDefinition', crd)
    expect(value).toMatchObject({
      spec: {
        versions: [{ schema: { openAPIV3Schema: { ...schema, properties: { a: { type: 'string' } } } } }],
      },
    })
    expect(strictErrors).toEqual([
      'unknown field "spec.versions[0].schema.openAPIV3Schema.properties.a.unknown"',
    ])
  })

  it('prints again what it printed', () => {
    for (const [kind, document] of [
      ['Pod', { spec: { containers: [{ name: 'a', resources: { limits: { cpu: '1.5' } } }] } }],
      ['Service', { spec: { ports: [{ port: 80 }] } }],
      ['ConfigMap', { data: { a: 'b' } }],
    ] as const) {
      const once = decode('v1', kind, document).value
      expect(decode('v1', kind, once).value).toEqual(once)
    }
  })
})

function decode(groupVersion: string, kind: string, document: unknown) {
  return decodeGo(struct(groupVersion, kind), parseJson(JSON.stringify(document)))
}

function struct(groupVersion: string, kind: string): GoStruct {
  const [version = '', group = ''] = groupVersion.split('/').reverse()
  const type = types.ofKind({ group, version, kind })
  if (type === null) throw new Error(`no ${kind}`)
  return type
}
