import type { Cancellation, Clock } from '../../../core/clock.ts'
import type { Cluster, KubeObject, ProbeOutcome } from '../../../core/labs/cluster-port.ts'

const namespace = 'kubedrill-trial'
const image = 'registry.k8s.io/e2e-test-images/agnhost:2.59'
const port = 8080
const fieldManager = 'kubedrill'
const startMs = 60_000
const effectMs = 20_000

/**
 * Whether a NetworkPolicy is enforced: a connection that works has to time out under a policy that denies it, and to work
 * again without. Seen and not assumed, because kindnet fails open on kernels that lack what it needs.
 */
export async function policyIsEnforced(
  cluster: Cluster,
  clock: Clock,
  cancel: Cancellation,
): Promise<boolean> {
  const { kube } = cluster
  await kube.delete({ apiVersion: 'v1', kind: 'Namespace', name: namespace })
  try {
    await kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, fieldManager)
    await kube.apply(
      pod('server', ['/agnhost', 'netexec', `--http-port=${port}`, '--udp-port=-1']),
      fieldManager,
    )
    await kube.apply(pod('client', ['/agnhost', 'pause']), fieldManager)
    const host = await addressOf(cluster, 'server', clock, cancel)
    await addressOf(cluster, 'client', clock, cancel)

    const becomes = async (outcome: ProbeOutcome['outcome'], withinMs: number): Promise<boolean> => {
      const deadline = clock.now() + withinMs
      for (;;) {
        const from = { namespace, pod: 'client' }
        const seen = await cluster.probe(from, { kind: 'tcp', host, port, timeoutMs: 1_000 }, cancel)
        if (seen.outcome === outcome) return true
        if (clock.now() > deadline) return false
        await clock.sleep(200, cancel)
      }
    }
    if (!(await becomes('open', startMs))) return false
    await kube.apply(denyAll, fieldManager)
    if (!(await becomes('timeout', effectMs))) return false
    const { name } = denyAll.metadata
    await kube.delete({ apiVersion: denyAll.apiVersion, kind: denyAll.kind, name, namespace })
    return await becomes('open', effectMs)
  } finally {
    for (const name of ['server', 'client']) {
      await kube.delete({ apiVersion: 'v1', kind: 'Pod', name, namespace }, { graceSeconds: 0, wait: false })
    }
    await kube.delete({ apiVersion: 'v1', kind: 'Namespace', name: namespace }, { wait: false })
  }
}

const denyAll: KubeObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny-all', namespace },
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
}

function pod(name: string, command: readonly string[]): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [{ name: 'main', image, command, imagePullPolicy: 'IfNotPresent' }],
    },
  }
}

/** Its address once it runs; an empty one, to which nothing connects, when it never does. */
async function addressOf(
  cluster: Cluster,
  name: string,
  clock: Clock,
  cancel: Cancellation,
): Promise<string> {
  const deadline = clock.now() + startMs
  for (;;) {
    const found = await cluster.kube.get({ apiVersion: 'v1', kind: 'Pod', name, namespace })
    const status = found?.['status'] as { readonly phase?: string; readonly podIP?: string } | undefined
    if (status?.phase === 'Running' && status.podIP !== undefined) return status.podIP
    if (clock.now() > deadline) return ''
    await clock.sleep(150, cancel)
  }
}
