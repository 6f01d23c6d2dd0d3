import { brotliDecompressSync } from 'node:zlib'
import standard from '../../../resources/gateway-api/standard.json' with { type: 'json' }
import type { Cancellation, Clock } from '../../core/clock.ts'
import type { KubeApi, KubeObject } from '../../core/labs/cluster-port.ts'
import { KindError } from './kind-error.ts'

interface Definition extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
}

const establishMs = 30_000

/** Installs Gateway API's CustomResourceDefinitions (standard channel) and waits until the API server serves them. */
export async function installGatewayApi(kube: KubeApi, clock: Clock, cancel: Cancellation): Promise<void> {
  const definitions = gatewayApiDefinitions()
  await Promise.all(definitions.map((definition) => kube.apply(definition, 'kubedrill')))
  const deadline = clock.now() + establishMs
  for (const { apiVersion, kind, metadata } of definitions) {
    while (!isEstablished(await kube.get({ apiVersion, kind, name: metadata.name }))) {
      if (clock.now() > deadline) {
        throw new KindError({
          code: 'kind.definitions-not-served',
          message: `The API server did not accept ${metadata.name} in ${establishMs / 1000} s.`,
          remedy: 'Try again; the machine may be too busy.',
        })
      }
      await clock.sleep(200, cancel)
    }
  }
}

/** The definitions as they are installed; facts of the Go module that resources/gateway-api/standard.json names. */
export function gatewayApiDefinitions(): KubeObject[] {
  return JSON.parse(brotliDecompressSync(Buffer.from(standard.brotli, 'base64')).toString()) as KubeObject[]
}

function isEstablished(definition: Definition | null): boolean {
  const conditions = definition?.status?.conditions ?? []
  return conditions.some(({ type, status }) => type === 'Established' && status === 'True')
}
