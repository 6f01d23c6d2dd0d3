import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { invalid } from '../../status-error.ts'
import type { ApiObject } from '../../object.ts'
import type { CustomResourceDefinition, JSONSchemaProps } from '../../schema/kubernetes-types.ts'
import { customResourceDefinitionRules } from '../custom-resource-definition/custom-resource-definition-rules.ts'
import { ruleContext, stored } from '../testing.ts'
import { customResourceRules } from './custom-resource-rules.ts'

const spec: JSONSchemaProps = {
  type: 'object',
  required: ['color'],
  properties: {
    color: { type: 'string', enum: ['red', 'blue'] },
    size: { type: 'integer', minimum: 1, maximum: 5, default: 2 },
    name: { type: 'string', pattern: '^[a-z]+$', maxLength: 8 },
    parts: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['id'],
      items: {
        type: 'object',
        properties: { id: { type: 'string' }, on: { type: 'boolean', default: true } },
      },
    },
  },
  'x-kubernetes-validations': [
    { rule: "self.color != 'red' || self.size < 4", message: 'red is small' },
    { rule: 'self.color == oldSelf.color', message: 'color is fixed' },
  ],
}

const definition: CustomResourceDefinition = {
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
      },
    ],
  },
}

const rules = customResourceRules(definition, 'v1')

function widget(spec: object): ApiObject {
  return rules.defaults({ metadata: { name: 'w', namespace: 'default' }, ...{ spec } })
}

function problems(spec: object): string {
  const errors = rules.validate(stored(rules, widget(spec)), ruleContext())
  return invalid(rules.resource, 'w', errors).message
}

describe('a custom resource', () => {
  it('gets the defaults of its schema', () => {
    expect(widget({ color: 'red', size: null, parts: [{ id: 'a' }] })).toMatchObject({
      spec: { color: 'red', size: 2, parts: [{ id: 'a', on: true }] },
    })
  })

  it.each<[object, string]>([
    [{}, 'spec.color: Required value'],
    [{ color: 'green' }, 'spec.color: Unsupported value: "green": supported values: "red", "blue"'],
    [
      { color: 'blue', size: 'big' },
      'spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"',
    ],
    [
      { color: 'blue', size: 9 },
      'spec.size: Invalid value: 9: spec.size in body should be less than or equal to 5',
    ],
    [
      { color: 'blue', name: 'A' },
      `spec.name: Invalid value: "A": spec.name in body should match '^[a-z]+$'`,
    ],
    [{ color: 'blue', name: 'abcdefghi' }, 'spec.name: Too long: may not be more than 8 bytes'],
    [{ color: 'blue', parts: [{ id: 'a' }, { id: 'a' }] }, 'spec.parts[1]: Duplicate value: {"id":"a"}'],
    [{ color: 'red', size: 5 }, 'spec: Invalid value: red is small'],
  ])('%j is refused', (spec, text) => {
    expect(problems(spec)).toBe(`Widget.example.com "w" is invalid: ${text}`)
  })

  it('runs rules about the old value on updates', () => {
    const next = stored(rules, widget({ color: 'blue' }))
    const previous = stored(rules, widget({ color: 'red' }))
    expect(rules.validate(next, ruleContext())).toEqual([])
    const errors = rules.validateUpdate(next, previous, ruleContext())
    expect(errors.map(({ detail }) => detail)).toEqual(['color is fixed'])
  })
})

it('checks a definition', () => {
  const broken = { ...definition, metadata: { name: 'widget.example.com' } }
  const errors = customResourceDefinitionRules.validate(
    stored(customResourceDefinitionRules, customResourceDefinitionRules.defaults(broken)),
    ruleContext(),
  )
  expect(errors).toEqual([
    {
      type: 'Invalid',
      field: 'metadata.name',
      value: 'widget.example.com',
      detail: 'must be spec.names.plural+"."+spec.group',
    },
  ])
})

describe("Gateway API's definitions", () => {
  const packed = JSON.parse(readFileSync('resources/gateway-api/standard.json', 'utf8')) as { brotli: string }
  const text = brotliDecompressSync(Buffer.from(packed.brotli, 'base64')).toString()
  const definitions = JSON.parse(text) as CustomResourceDefinition[]

  it.each(definitions.map((one) => [one.metadata?.name ?? '', one] as const))(
    '%s are accepted',
    (_name, one) => {
      const object = stored(customResourceDefinitionRules, customResourceDefinitionRules.defaults(one))
      expect(customResourceDefinitionRules.validate(object, ruleContext())).toEqual([])
    },
  )

  it('hold their objects to their rules', () => {
    const gateways = definitions.find(({ spec }) => spec.names.kind === 'Gateway')
    if (gateways === undefined) throw new Error('no Gateway')
    const gatewayRules = customResourceRules(gateways, 'v1')
    const gateway = (listener: object): ApiObject =>
      gatewayRules.defaults({
        metadata: { name: 'g', namespace: 'default' },
        ...{ spec: { gatewayClassName: 'lab', listeners: [{ name: 'http', port: 80, ...listener }] } },
      })
    const check = (listener: object): readonly string[] =>
      gatewayRules
        .validate(stored(gatewayRules, gateway(listener)), ruleContext())
        .map(({ field, detail }) => `${field}: ${detail}`)
    expect(check({ protocol: 'HTTP' })).toEqual([])
    expect(check({ protocol: 'TCP', hostname: 'example.com' })).toEqual([
      "spec.listeners: hostname must not be specified for protocols ['TCP', 'UDP']",
    ])
  })
})
