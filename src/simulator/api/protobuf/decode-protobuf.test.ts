import fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeBody, type DecodeRequest } from '../schema/decode/decode-body.ts'
import { openFacts } from '../schema/facts.ts'
import { openGoTypes } from '../schema/go-types.ts'
import { parseGroupVersion, type GroupVersionKind } from '../schema/openapi-schema.ts'
import { StatusError } from '../status-error.ts'
import { decodeProtobuf } from './decode-protobuf.ts'

const types = openGoTypes(openFacts('resources/kubernetes'))
const pod = { group: '', version: 'v1', kind: 'Pod' }

describe('decodeProtobuf', () => {
  it('decodes what kubectl sends, and leaves out what Go leaves out', () => {
    const review = message(
      bytes(1, message()),
      bytes(
        2,
        message(bytes(1, message(bytes(1, 'default'), bytes(2, 'list'), bytes(3, ''), bytes(5, 'pods')))),
      ),
      bytes(3, message(varint(1, 0), bytes(2, ''))),
    )
    const body = envelope('authorization.k8s.io/v1', 'SelfSubjectAccessReview', review)
    const kind = { group: 'authorization.k8s.io', version: 'v1', kind: 'SelfSubjectAccessReview' }
    expect(decodeProtobuf(types, body, kind)).toEqual({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      metadata: {},
      spec: { resourceAttributes: { namespace: 'default', verb: 'list', resource: 'pods' } },
      status: { allowed: false },
    })
  })

  it('decodes embedded structs, maps, quantities, times and integers', () => {
    const volume = message(bytes(1, 'data'), bytes(2, message(bytes(2, message(bytes(1, 'Memory'))))))
    const limits = message(bytes(1, message(bytes(1, 'cpu'), bytes(2, message(bytes(1, '1500m'))))))
    const container = message(bytes(1, 'web'), bytes(2, 'nginx'), bytes(8, limits))
    const metadata = message(bytes(1, 'web'), bytes(8, message(varint(1, 1_700_000_000))))
    const spec = message(bytes(1, volume), bytes(2, container), varint(5, 30))
    const body = envelope('v1', 'Pod', message(bytes(1, metadata), bytes(2, spec)))
    expect(decodeProtobuf(types, body, pod)).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', creationTimestamp: '2023-11-14T22:13:20Z' },
      spec: {
        volumes: [{ name: 'data', emptyDir: { medium: 'Memory' } }],
        containers: [{ name: 'web', image: 'nginx', resources: { limits: { cpu: '1500m' } } }],
        activeDeadlineSeconds: 30,
      },
      status: {},
    })
  })

  it.each([
    [new Uint8Array(), 'the object provided is unrecognized (must be of type Pod): empty data (<empty>)'],
    [
      Buffer.from('{"kind":"Pod"}'),
      'the object provided is unrecognized (must be of type Pod): provided data does not appear to be a protobuf message, ' +
        'expected prefix [107 56 115 0] ({"kind":"Pod"})',
    ],
    [
      envelope('v1', 'Pod', Uint8Array.of(0x0a, 0x7f)),
      'Pod in version "v1" cannot be handled as a Pod: unexpected EOF',
    ],
    [
      envelope('v1', 'Service', message()),
      'Service in version "v1" cannot be handled as a Pod: converting (v1.Service) to (core.Pod): unknown conversion',
    ],
  ])('refuses broken bytes (%#)', (body, text) => {
    expect(() => decodeProtobuf(types, body, pod)).toThrow(new StatusError('BadRequest', text))
  })

  it('answers any bytes with an object or BadRequest', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        try {
          expect(decodeProtobuf(types, envelope('v1', 'Pod', noise), pod)).toHaveProperty('kind', 'Pod')
        } catch (error) {
          expect((error as StatusError).status).toMatchObject({ code: 400, reason: 'BadRequest' })
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses messages that are nested without end', () => {
    const not = (depth: number): Uint8Array => {
      let inner = message()
      for (let at = 0; at < depth; at++) inner = message(bytes(28, inner))
      return inner
    }
    const version = message(bytes(1, 'v1'), bytes(4, message(bytes(1, not(5000)))))
    const body = envelope(
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
      message(bytes(2, message(bytes(7, version)))),
    )
    const kind = { group: 'apiextensions.k8s.io', version: 'v1', kind: 'CustomResourceDefinition' }
    expect(() => decodeProtobuf(types, body, kind)).toThrow('nested too deep')
  })
})

/** The same objects written as JSON and as protobuf by Kubernetes itself; there where its Go module is. */
const golden = join(homedir(), 'go/pkg/mod/k8s.io/api@v0.35.4/testdata/HEAD')

describe.runIf(existsSync(golden))('decodeProtobuf on k8s.io/api testdata', () => {
  const kinds = existsSync(golden) ? goldenKinds() : []

  it('finds the kinds', () => {
    expect(kinds.length).toBeGreaterThan(50)
  })

  it.each(kinds)('%s', (name, kind) => {
    const expected: unknown = JSON.parse(readFileSync(join(golden, `${name}.json`), 'utf8'))
    expect(decodeProtobuf(types, readFileSync(join(golden, `${name}.pb`)), kind)).toEqual(expected)
    expect(decodeBody(types, bodyOf(kind, readFileSync(join(golden, `${name}.json`))))).toEqual(expected)
  })
})

function goldenKinds(): (readonly [string, GroupVersionKind])[] {
  return readdirSync(golden)
    .filter((name) => name.endsWith('.pb'))
    .map((file) => {
      const name = file.slice(0, -3)
      const { apiVersion = '', kind = '' } = JSON.parse(
        readFileSync(join(golden, `${name}.json`), 'utf8'),
      ) as {
        apiVersion?: string
        kind?: string
      }
      return [name, { ...parseGroupVersion(apiVersion), kind }] as const
    })
    .filter(([, kind]) => types.ofKind(kind) !== null)
}

function bodyOf(kind: GroupVersionKind, json: Uint8Array): DecodeRequest {
  return {
    kind,
    schema: null,
    contentType: 'application/json',
    bytes: json,
    fieldValidation: 'Strict',
    warn: () => {
      throw new Error('Strict does not warn')
    },
  }
}

function envelope(apiVersion: string, kind: string, raw: Uint8Array): Uint8Array {
  const typeMeta = message(bytes(1, apiVersion), bytes(2, kind))
  return Buffer.concat([Buffer.from('k8s\0'), message(bytes(1, typeMeta), bytes(2, raw))])
}

function message(...fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields)
}

function bytes(number: number, content: string | Uint8Array): Uint8Array {
  const held = Buffer.from(content)
  return Buffer.concat([variable(number * 8 + 2), variable(held.length), held])
}

function varint(number: number, value: number): Uint8Array {
  return Buffer.concat([variable(number * 8), variable(value)])
}

function variable(value: number): Uint8Array {
  const out: number[] = []
  let rest = value
  do {
    out.push((rest % 128) + (rest >= 128 ? 128 : 0))
    rest = Math.floor(rest / 128)
  } while (rest > 0)
  return Uint8Array.from(out)
}
