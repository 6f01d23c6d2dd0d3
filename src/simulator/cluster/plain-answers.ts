import { answerDiscovery } from '../api/discovery/answer-discovery.ts'
import { versionInfo } from '../api/discovery/version-info.ts'
import { json, type ApiAnswer, type ApiRequest } from '../api/requests/answer.ts'
import type { Descriptions } from '../api/schema/openapi/described.ts'
import { openApiDocuments } from '../api/schema/openapi/openapi-documents.ts'
import type { KubernetesFacts } from '../api/schema/facts.ts'
import type { ServedResources } from './served-resources.ts'

/** Answers paths that are no resource: discovery, OpenAPI, version and health. Null when nothing is there. */
export function plainAnswers(
  facts: KubernetesFacts,
  resources: ServedResources,
  descriptions: () => Descriptions | null,
): (request: ApiRequest) => ApiAnswer | null {
  return ({ info, headers, url }) => {
    const { path } = info
    if (info.verb !== 'get' && info.verb !== 'head') return null
    if (path === '/version' || path === '/version/') return json(versionInfo)
    if (path === '/healthz' || path === '/livez' || path === '/readyz') return ok
    if (path === '/openapi/v3' || path.startsWith('/openapi/v3/')) {
      const documents = openApiDocuments(facts, descriptions, resources.custom())
      const document =
        path === '/openapi/v3' ? documents.root() : documents.document(path.slice('/openapi/v3/'.length))
      return document === null ? null : json(document)
    }
    const answer = answerDiscovery(resources.discovery(), path, headers['accept'], url.host)
    if (answer === null) return null
    return { kind: 'json', code: 200, body: answer.body, warnings: [], contentType: answer.contentType }
  }
}

const ok: ApiAnswer = { kind: 'text', code: 200, type: 'text/plain; charset=utf-8', body: 'ok' }
