import { ExitCode, KubedrillError } from '../../../contract/errors.ts'
import type { KubeObject } from '../cluster-port.ts'
import type { LabRun } from '../lab-run.ts'
import { fill } from '../variables.ts'
import { fieldManager } from './apply-objects.ts'
import { restartWorkload } from './restart-workload.ts'

class CorefileMissingError extends KubedrillError {
  constructor() {
    super({
      code: 'lab.corefile-missing',
      message: 'The cluster has no ConfigMap kube-system/coredns with a Corefile.',
      remedy: 'Make the cluster anew: `kubedrill cluster down`, then start the lab again.',
      exit: ExitCode.environment,
    })
  }
}

interface CorefileMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>
}

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'kube-system', name: 'coredns' }

/**
 * Adds a server block to the Corefile that asks a Service for `zone`, and restarts CoreDNS so that it holds at once (its own
 * reload looks every 30 s).
 */
export async function forwardZone(
  run: LabRun,
  zone: string,
  service: { readonly namespace: string; readonly name: string; readonly port: number },
): Promise<void> {
  const { kube } = run.cluster
  const map: CorefileMap | null = await kube.get(configMap)
  const corefile = map?.data?.['Corefile']
  if (corefile === undefined) throw new CorefileMissingError()
  const key = Object.entries(run.variables).find(([, name]) => name === service.namespace)?.[0] ?? ''
  const address = await fill(`\${clusterIP:${key}/${service.name}}`, run.variables, kube)
  const block = `${zone}:53 {\n    errors\n    cache 30\n    forward . ${address}:${service.port}\n}\n`
  if (corefile.includes(block)) return
  await kube.patch(
    configMap,
    { data: { Corefile: `${corefile.trimEnd()}\n${block}` } },
    'merge',
    fieldManager,
  )
  await restartWorkload(run, { namespace: 'kube-system', workload: 'coredns', kind: 'Deployment' })
}
