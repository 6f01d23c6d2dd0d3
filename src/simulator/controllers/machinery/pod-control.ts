import type { Client } from '../../api/client.ts'
import type { ApiObject, Stored } from '../../api/object.ts'
import { pods } from '../../api/resource.ts'
import type { Pod, PodTemplateSpec } from '../../api/schema/kubernetes-types.ts'
import { StatusError } from '../../api/status-error.ts'
import type { EventRecorder } from './event-recorder.ts'
import { controllerReference } from './owners.ts'
import type { StoredPod } from './pod-state.ts'

/** Creates and deletes Pods for an owner and says so in events: pkg/controller `RealPodControl`. */
export class PodControl {
  readonly #client: Client
  readonly #recorder: EventRecorder

  constructor(client: Client, recorder: EventRecorder) {
    this.#client = client
    this.#recorder = recorder
  }

  /** Throws the StatusError that the creation ran into. `more` overrides metadata and spec of the template. */
  create(owner: Stored<ApiObject>, template: PodTemplateSpec, more: Partial<Pod> = {}): StoredPod {
    try {
      const pod = this.#client.create(pods, podOf(owner, template, more))
      this.#recorder.event(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`)
      return pod
    } catch (error) {
      if (error instanceof StatusError && !isNamespaceTerminating(error)) {
        this.#recorder.event(owner, 'Warning', 'FailedCreate', `Error creating: ${error.message}`)
      }
      throw error
    }
  }

  delete(owner: Stored<ApiObject>, pod: StoredPod): void {
    const { namespace = '', name, uid } = pod.metadata
    try {
      this.#client.delete(pods, namespace, name, { uid })
    } catch (error) {
      if (error instanceof StatusError) {
        this.#recorder.event(owner, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`)
      }
      throw error
    }
    this.#recorder.event(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`)
  }
}

/** True for what every creation in a namespace that is being deleted runs into. */
export function isNamespaceTerminating(error: unknown): boolean {
  return (
    error instanceof StatusError &&
    (error.status.details?.causes ?? []).some(({ reason }) => reason === 'NamespaceTerminating')
  )
}

/** The Pod that a template makes for its owner (`controller.GetPodFromTemplate`). */
export function podOf(
  owner: Stored<ApiObject>,
  { metadata, spec }: PodTemplateSpec,
  more: Partial<Pod> = {},
): Pod {
  const { labels, annotations, finalizers } = metadata ?? {}
  const namespace = owner.metadata.namespace ?? ''
  return {
    metadata: {
      namespace,
      ...(more.metadata?.name === undefined && { generateName: `${owner.metadata.name}-` }),
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
      ...(finalizers !== undefined && { finalizers }),
      ownerReferences: [controllerReference(owner)],
      ...more.metadata,
    },
    spec: more.spec ?? spec ?? { containers: [] },
  }
}
