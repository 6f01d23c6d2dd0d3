import { normalizeReference, type Image } from '../containers/images/image.ts'
import type { Images } from '../containers/images/registry.ts'

/** What the kubelet's image manager says about a container's image (kubernetes `pkg/kubelet/images/image_manager.go`). */
export type ImageAnswer =
  | { readonly kind: 'there'; readonly image: Image }
  | {
      readonly kind: 'not-there'
      readonly reason: 'ErrImagePull' | 'ImagePullBackOff' | 'ErrImageNeverPull' | 'InvalidImageName'
      readonly message: string
      readonly retryMs: number
    }

export type TellEvent = (type: 'Normal' | 'Warning', reason: string, message: string) => void

interface BackOff {
  delayMs: number
  until: number
  message: string
}

/** How often a Pod is looked at again while it waits: the kubelet's `backOffPeriod`, with its jitter. */
export const retryMs = 12_000

/** A node's images, and the back-off of pulls that failed: 10 s, doubled to 5 min. */
export class ImagePulls {
  readonly #images: Images
  readonly #now: () => number
  readonly #backOffs = new Map<string, BackOff>()

  constructor(images: Images, now: () => number) {
    this.#images = images
    this.#now = now
  }

  /** The machine is offline: a pull always fails, as one does whose registry has no address. */
  ensure(podUid: string, requested: string, policy: string, tell: TellEvent): ImageAnswer {
    const reference = normalizeReference(requested)
    if (reference === null) {
      const why = /[A-Z]/.test(requested)
        ? `invalid reference format: repository name (${libraryName(requested)}) must be lowercase`
        : 'invalid reference format'
      const message = `Failed to apply default image tag "${requested}": couldn't parse image name "${requested}": ${why}`
      tell('Warning', 'InspectFailed', message)
      return { kind: 'not-there', reason: 'InvalidImageName', message, retryMs }
    }
    const image = this.#images.find(requested)
    if (image !== null && policy !== 'Always') {
      tell(
        'Normal',
        'Pulled',
        `Container image "${requested}" already present on machine and can be accessed by the pod`,
      )
      return { kind: 'there', image }
    }
    if (policy === 'Never') {
      const message = `Container image "${requested}" is not present with pull policy of Never`
      tell('Warning', 'ErrImageNeverPull', message)
      return { kind: 'not-there', reason: 'ErrImageNeverPull', message, retryMs }
    }
    return this.#pull(podUid, requested, reference, tell)
  }

  forget(podUid: string): void {
    for (const key of this.#backOffs.keys()) if (key.startsWith(`${podUid}_`)) this.#backOffs.delete(key)
  }

  #pull(podUid: string, requested: string, reference: string, tell: TellEvent): ImageAnswer {
    const key = `${podUid}_${requested}`
    const known = this.#backOffs.get(key)
    const now = this.#now()
    if (known !== undefined && now < known.until) {
      tell('Normal', 'BackOff', `Back-off pulling image "${requested}"`)
      const message = `Back-off pulling image "${requested}": ErrImagePull: ${known.message}`
      return {
        kind: 'not-there',
        reason: 'ImagePullBackOff',
        message,
        retryMs: Math.min(retryMs, known.until - now + 1000),
      }
    }
    tell('Normal', 'Pulling', `Pulling image "${requested}"`)
    const message = pullFailure(reference)
    tell('Warning', 'Failed', `Failed to pull image "${requested}": ${message}`)
    const delayMs = known === undefined ? 10_000 : Math.min(known.delayMs * 2, 300_000)
    this.#backOffs.set(key, { delayMs, until: now + delayMs, message })
    return { kind: 'not-there', reason: 'ErrImagePull', message, retryMs: 2000 }
  }
}

/** containerd's words when a registry's name has no address. */
function pullFailure(reference: string): string {
  const [, host = '', path = '', tag = 'latest'] =
    /^([^/]+)\/(.+?)(?:@(sha256:.+)|:([^:/]+))?$/.exec(reference) ?? []
  const version = /[@:]([^@/]+)$/.exec(reference)?.[1] ?? tag
  const registry = host === 'docker.io' ? 'registry-1.docker.io' : host
  const url = `https://${registry}/v2/${path}/manifests/${version}`
  return `failed to pull and unpack image "${reference}": failed to resolve reference "${reference}": failed to do request: Head "${url}": dial tcp: lookup ${registry.replace(/:\d+$/, '')} on 172.18.0.1:53: no such host`
}

function libraryName(requested: string): string {
  const name = requested.replace(/:[^/]*$/, '')
  return name.includes('/') ? name : `library/${name}`
}
