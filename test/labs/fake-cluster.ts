import type {
  Capability,
  Cluster,
  ClusterEngine,
  KubeApi,
  KubeObject,
  KubeRef,
  ProbeOutcome,
} from '../../src/core/labs/cluster-port.ts'
import { keyOf, refOf } from '../../src/core/labs/manifests/identity.ts'
import { mergePatch } from '../../src/core/labs/manifests/merge-patch.ts'

/** What the fake cluster does when it is asked to open. */
export interface FakeOptions {
  /** Rejects with this instead of opening. */
  fails?: Error
  /** Resolves when a Check or a set-up may go on. */
  gate?: Promise<undefined>
}

/**
 * A cluster in memory: objects, and Deployments whose Pods are ready at once. A probe to `http://web/` is answered as long as the
 * Service `web` selects `app=web`.
 */
export class FakeEngine implements ClusterEngine {
  readonly id = 'kind' as const
  readonly title = 'a cluster in memory'
  readonly objects = new Map<string, KubeObject>()
  readonly options: FakeOptions = {}
  restored = 0
  made = 0
  /** Empty while there is no cluster. */
  clusterId = ''

  async preflight(): Promise<[]> {
    return Promise.resolve([])
  }
  async status(): ReturnType<ClusterEngine['status']> {
    const status = {
      engine: this.id,
      name: 'fake',
      running: true,
      kubernetes: 'v1.35.4',
      kubeconfig: null,
      nodes: [],
    }
    return Promise.resolve(status)
  }
  async open(progress: Parameters<ClusterEngine['open']>[0]): Promise<Cluster> {
    progress('Making the cluster', 0.5)
    await this.options.gate
    if (this.options.fails !== undefined) throw this.options.fails
    if (this.clusterId === '') this.clusterId = `cluster-${(this.made += 1)}`
    return this.#cluster()
  }
  async join(): Promise<Cluster | null> {
    return Promise.resolve(this.clusterId === '' ? null : this.#cluster())
  }
  async tidy(): Promise<void> {
    return Promise.resolve()
  }
  async prefetch(): Promise<[]> {
    return Promise.resolve([])
  }
  async destroy(): Promise<string[]> {
    return Promise.resolve(['fake'])
  }

  /** What a learner does with kubectl. */
  patch(ref: KubeRef, patch: unknown): void {
    const object = this.objects.get(keyOf(ref))
    if (object === undefined) throw new Error(`there is no ${ref.kind} ${ref.name}`)
    this.objects.set(keyOf(ref), mergePatch(object, patch) as KubeObject)
  }

  #cluster(): Cluster {
    return {
      engine: this.id,
      id: this.clusterId,
      kubernetesVersion: 'v1.35.4',
      kubeconfig: '/nowhere',
      kube: this.#kube(),
      nodeEntry: null,
      nodes: () => Promise.resolve([]),
      capabilities: () => Promise.resolve(new Set<Capability>()),
      exec: () => Promise.reject(new Error('not here')),
      nodeExec: () => Promise.reject(new Error('not here')),
      probe: async () => {
        await this.options.gate
        return this.#answer()
      },
      countPackets: () => Promise.reject(new Error('not here')),
      restoreBaseline: () => {
        this.restored += 1
        this.objects.clear()
        return Promise.resolve([])
      },
    }
  }

  #answer(): ProbeOutcome {
    const service = this.objects.get(
      keyOf({ apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' }),
    )
    const { selector } = (service?.['spec'] ?? {}) as { selector?: { app?: string } }
    return selector?.app === 'web'
      ? { outcome: 'response', status: 200, body: 'web' }
      : { outcome: 'refused' }
  }

  #kube(): KubeApi {
    const put = (object: KubeObject): KubeObject => {
      const uid = `${object.kind}-${object.metadata.name}`
      const stored = { ...object, metadata: { generation: 1, uid, ...object.metadata }, ...statusOf(object) }
      this.objects.set(keyOf(refOf(object)), stored)
      return stored
    }
    return {
      get: (ref) => Promise.resolve(this.objects.get(keyOf(ref)) ?? null),
      list: ({ kind, namespace = '' }) => Promise.resolve(this.#list(kind, namespace)),
      apply: (object) => Promise.resolve(put(object)),
      create: (object) => Promise.resolve(put(object)),
      replace: (object) => Promise.resolve(put(object)),
      patch: (ref, patch) => {
        this.patch(ref, patch)
        return Promise.resolve(put(this.objects.get(keyOf(ref)) as KubeObject))
      },
      delete: (ref) => {
        this.objects.delete(keyOf(ref))
        return Promise.resolve()
      },
      logs: () => Promise.resolve(''),
    }
  }

  /** ReplicaSets and Pods of the Deployments that are there. */
  #list(kind: string, namespace: string): KubeObject[] {
    const deployments = [...this.objects.values()].filter(
      (object) => object.kind === 'Deployment' && object.metadata.namespace === namespace,
    )
    if (kind !== 'ReplicaSet' && kind !== 'Pod') return []
    return deployments.map(({ metadata: { name } }) => {
      const owner = kind === 'ReplicaSet' ? `Deployment-${name}` : `rs-${name}`
      return {
        apiVersion: 'v1',
        kind,
        metadata: {
          name: `${name}-1`,
          namespace,
          uid: kind === 'ReplicaSet' ? `rs-${name}` : `pod-${name}`,
          ownerReferences: [{ uid: owner, controller: true }],
        },
        status: { phase: 'Running', podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: 'True' }] },
      }
    })
  }
}

function statusOf({ kind }: KubeObject): object {
  return kind === 'Deployment'
    ? { status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1 } }
    : {}
}
