import { json, type ApiAnswer, type ApiRequest } from './answer.ts'

/** What a kind cluster of this version says of itself at /version. */
export interface VersionInfo {
  readonly major: string
  readonly minor: string
  readonly gitVersion: string
  readonly gitCommit: string
  readonly gitTreeState: string
  readonly buildDate: string
  readonly goVersion: string
  readonly compiler: string
  readonly platform: string
}

/** Health and version; null for other paths. */
export function answerHealth(version: VersionInfo, { info }: ApiRequest): ApiAnswer | null {
  switch (info.path) {
    case '/version':
      return json(version)
    case '/healthz':
    case '/livez':
    case '/readyz':
      return { kind: 'text', code: 200, type: 'text/plain; charset=utf-8', body: 'ok' }
    default:
      return null
  }
}
