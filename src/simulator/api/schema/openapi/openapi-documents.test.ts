import { describe, expect, it } from 'vitest'
import { openFacts } from '../facts.ts'
import type { CustomKind } from './custom-document.ts'
import { openApiDocuments } from './openapi-documents.ts'

const facts = openFacts('resources/kubernetes')
const texts = {
  'io.k8s.api.apps.v1.Deployment': { '': 'A Deployment.', spec: 'What is wanted.' },
  'io.k8s.api.apps.v1.DeploymentStatus': { '': 'The status.' },
}
const backend: CustomKind = {
  group: 'labs.example',
  version: 'v1',
  plural: 'backends',
  kind: 'Backend',
  listKind: 'BackendList',
  namespaced: true,
  hasStatus: true,
  hasScale: false,
  schema: { type: 'object', properties: { spec: { type: 'object', description: 'Spec.' } } },
}
const documents = openApiDocuments(facts, () => texts, [backend])

describe('openApiDocuments', () => {
  it('says where each document is', () => {
    const { paths } = documents.root() as { paths: Record<string, { serverRelativeURL: string }> }
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['api/v1', 'apis/apps/v1', 'apis/labs.example/v1']),
    )
    expect(paths['apis/apps/v1']?.serverRelativeURL).toMatch(
      /^\/openapi\/v3\/apis\/apps\/v1\?hash=[0-9A-F]{128}$/,
    )
    for (const path of Object.keys(paths)) expect(documents.document(path)).not.toBeNull()
  })

  it('joins texts to types and fields; a field without one shows its type’s', () => {
    const schemas = schemasOf('apis/apps/v1')
    expect(schemas['io.k8s.api.apps.v1.Deployment']).toMatchObject({
      description: 'A Deployment.',
      properties: { spec: { description: 'What is wanted.' }, status: { description: 'The status.' } },
    })
  })

  it('holds every schema that one of its schemas refers to', () => {
    for (const path of ['api/v1', 'apis/apps/v1', 'apis/labs.example/v1']) {
      const schemas = schemasOf(path)
      for (const [, id = ''] of JSON.stringify(schemas).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
        expect(schemas).toHaveProperty([id])
    }
  })

  it('makes a document of a custom group, whose hash changes with its schema', () => {
    expect(documents.document('apis/labs.example/v1')).toMatchObject({
      paths: {
        '/apis/labs.example/v1/namespaces/{namespace}/backends/{name}': {
          get: {
            'x-kubernetes-group-version-kind': { group: 'labs.example', version: 'v1', kind: 'Backend' },
          },
        },
      },
      components: {
        schemas: {
          'example.labs.v1.Backend': {
            properties: { metadata: {}, spec: { description: 'Spec.' } },
            'x-kubernetes-group-version-kind': [{ group: 'labs.example', kind: 'Backend', version: 'v1' }],
          },
        },
      },
    })
    const other = openApiDocuments(facts, () => null, [{ ...backend, schema: { type: 'object' } }])
    const urlOf = (root: object) => (root as { paths: Record<string, object> }).paths['apis/labs.example/v1']
    expect(urlOf(other.root())).not.toEqual(urlOf(documents.root()))
  })

  it.each(['', 'api/v2', 'apis/apps', 'apis/toString', 'v1'])('has no document at %j', (path) => {
    expect(documents.document(path)).toBeNull()
  })
})

function schemasOf(path: string): Record<string, unknown> {
  const { components } = documents.document(path) as { components: { schemas: Record<string, unknown> } }
  return components.schemas
}
