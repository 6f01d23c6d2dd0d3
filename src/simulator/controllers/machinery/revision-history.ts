import type { Client } from '../../api/client.ts'
import { semanticEqual } from '../../api/meta/semantic-equality.ts'
import { safeEncoded } from '../../api/meta/generated-names.ts'
import type { ApiObject, Stored } from '../../api/object.ts'
import { controllerRevisions } from '../../api/resource.ts'
import type { ControllerRevision, PodTemplateSpec } from '../../api/schema/kubernetes-types.ts'
import { canonicalJson } from './canonical-json.ts'
import { fnv32a } from './fnv.ts'
import type { Informer } from './informer.ts'
import { byController, controllerReference } from './owners.ts'

export type Revision = Stored<ControllerRevision>

/** The revisions of a StatefulSet or DaemonSet, oldest first. */
export function revisionsOf(
  informer: Informer<ControllerRevision>,
  owner: Stored<ApiObject>,
): readonly Revision[] {
  return [...informer.find(byController, owner.metadata.uid)].sort((a, b) => a.revision - b.revision)
}

/**
 * The revision that holds the template, with the highest number; it is made when there is none. Its name ends in a hash of the template
 * (not Kubernetes' own, see `templateHash`). Rule: pkg/controller/history.
 */
export function currentRevision(
  client: Client,
  owner: Stored<ApiObject>,
  template: PodTemplateSpec,
  revisions: readonly Revision[],
  labels: (hash: string) => Readonly<Record<string, string>>,
): Revision {
  const data = { spec: { template: { ...template, $patch: 'replace' } } }
  const next = (revisions.at(-1)?.revision ?? 0) + 1
  const known = revisions.findLast((revision) => semanticEqual(revision.data, data))
  if (known !== undefined) {
    return known === revisions.at(-1)
      ? known
      : client.update(controllerRevisions, { ...known, revision: next })
  }
  const hash = safeEncoded(String(fnv32a(canonicalJson(data))))
  return client.create(controllerRevisions, {
    metadata: {
      name: `${owner.metadata.name}-${hash}`,
      namespace: owner.metadata.namespace,
      labels: labels(hash),
      ownerReferences: [controllerReference(owner)],
    },
    data,
    revision: next,
  })
}

/** Deletes the oldest revisions that nothing uses, beyond `limit`. */
export function truncateHistory(
  client: Client,
  revisions: readonly Revision[],
  used: (revision: Revision) => boolean,
  limit: number,
): void {
  const unused = revisions.filter((revision) => !used(revision))
  for (const { metadata } of unused.slice(0, Math.max(0, unused.length - limit))) {
    client.delete(controllerRevisions, metadata.namespace ?? '', metadata.name)
  }
}
