import { KubedrillError } from '../../../contract/errors.ts'
import type { Cancellation, Clock } from '../../../core/clock.ts'
import type { Cluster, KubeApi, KubeObject, Progress } from '../../../core/labs/cluster-port.ts'
import { readIfThere } from '../../private-files.ts'
import { NotRestorable, parseBaseline } from './baseline.ts'
import { restoreNodeStates } from './node-state.ts'
import { restoreNodes } from './nodes.ts'
import { removeNamespaces } from './remove-namespaces.ts'
import { restartStaleReaders } from './restart-stale.ts'
import { contentOf, keyOf } from './scope.ts'
import { systemSettled } from './settled.ts'
import { objectsInScope } from './take-baseline.ts'

const fieldManager = 'kubedrill'

/**
 * Puts back what differs from the baseline: changed and deleted objects of the system, what was added cluster-wide or in the
 * system's namespaces, nodes, and deletes every other namespace. Answers what it touched, `Kind name`. Rejects with
 * `cluster.not-restorable` when the cluster should be made anew.
 */
export async function restoreBaseline(
  cluster: Pick<Cluster, 'kube' | 'nodeExec' | 'nodes'>,
  path: string,
  clock: Clock,
  progress: Progress,
  cancel: Cancellation,
): Promise<string[]> {
  const { kube } = cluster
  const baseline = parseBaseline(readIfThere(path))
  try {
    progress('Comparing the cluster with how it was made', 0.1)
    const kernel = await restoreNodeStates(cluster, baseline.kernel, cancel)
    const wanted = new Map(baseline.objects.map((object) => [keyOf(object), object]))
    // Webhooks go first: one that fails closed would refuse everything else.
    const before = await objectsInScope(kube)
    const added = before.filter((object) => !wanted.has(keyOf(object)))
    const webhooks = await removeObjects(kube, added.filter(isAdmission))

    progress('Removing namespaces', 0.3)
    const namespaces = (await kube.list({ apiVersion: 'v1', kind: 'Namespace' }))
      .map(({ metadata }) => metadata.name)
      .filter((name) => !baseline.namespaces.includes(name))
    await removeNamespaces(kube, namespaces, clock, cancel)

    progress('Putting the system back', 0.6)
    const leftovers = await removeObjects(
      kube,
      added.filter((object) => !isAdmission(object) && !namespaces.includes(object.metadata.namespace ?? '')),
    )
    const current = new Map(before.map((object) => [keyOf(object), object]))
    const changed = await writeObjects(kube, baseline.objects, current, cancel)
    const nodes = await restoreNodes(kube, baseline.nodes)

    progress('Waiting for the system', 0.8)
    const restarted = await restartStaleReaders(kube)
    await systemSettled(kube, clock, cancel)
    progress('The cluster is as it was made', 1)
    return [
      ...kernel,
      ...webhooks,
      ...namespaces.map((name) => `Namespace ${name}`),
      ...leftovers,
      ...changed,
      ...nodes,
      ...restarted,
    ]
  } catch (error) {
    cancel.throwIfAborted()
    if (error instanceof NotRestorable || !(error instanceof KubedrillError)) throw error
    throw new NotRestorable(error.message)
  }
}

function isAdmission({ apiVersion }: KubeObject): boolean {
  return apiVersion.startsWith('admissionregistration.k8s.io/')
}

async function removeObjects(kube: KubeApi, objects: readonly KubeObject[]): Promise<string[]> {
  for (const { apiVersion, kind, metadata } of objects) {
    const { name, namespace } = metadata
    await kube.delete(
      { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) },
      { graceSeconds: 0 },
    )
  }
  return objects.map(describe)
}

async function writeObjects(
  kube: KubeApi,
  wanted: readonly KubeObject[],
  current: ReadonlyMap<string, KubeObject>,
  cancel: Cancellation,
): Promise<string[]> {
  const touched: string[] = []
  for (const object of wanted) {
    const now = current.get(keyOf(object))
    if (now !== undefined && contentOf(now) === contentOf(object)) continue
    cancel.throwIfAborted()
    if (now === undefined) await kube.create(object, fieldManager)
    else await replaceWith(kube, object)
    touched.push(describe(object))
  }
  return touched
}

/** A replacement needs no resourceVersion but for kinds that insist; a read right before gives it to all. */
async function replaceWith(kube: KubeApi, object: KubeObject): Promise<void> {
  const { apiVersion, kind, metadata } = object
  const { name, namespace } = metadata
  const now = await kube.get({ apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) })
  const resourceVersion = now?.metadata.resourceVersion
  await kube.replace(
    {
      ...object,
      metadata: { ...metadata, ...(resourceVersion === undefined ? {} : { resourceVersion }) },
    },
    fieldManager,
  )
}

function describe({ kind, metadata: { name, namespace } }: KubeObject): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`
}
