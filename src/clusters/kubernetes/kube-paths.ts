import { KubedrillError } from '../../contract/errors.ts'
import type { KubeHttp } from './kube-http.ts'

interface Resource {
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
  readonly verbs?: readonly string[]
}

export interface ResourceKind {
  readonly apiVersion: string
  readonly kind: string
}

export class UnknownKind extends KubedrillError {
  constructor({ apiVersion, kind }: ResourceKind) {
    super({
      code: 'kubernetes.unknown-kind',
      message: `The cluster has no resource ${kind} in ${apiVersion}.`,
      remedy: 'Check apiVersion and kind, or install the CustomResourceDefinition that declares them.',
      exit: 4,
    })
  }
}

class NamespaceMissing extends KubedrillError {
  constructor({ apiVersion, kind }: ResourceKind, name: string) {
    super({
      code: 'kubernetes.namespace-missing',
      message: `${kind} ${name} (${apiVersion}) is namespaced, but no namespace was given.`,
      remedy: 'Name the namespace in the manifest.',
      exit: 4,
    })
  }
}

/** Where objects of a kind live in the API, learnt from discovery and kept. */
export class KubePaths {
  private readonly http: KubeHttp
  private readonly known = new Map<string, Promise<readonly Resource[]>>()

  constructor(http: KubeHttp) {
    this.http = http
  }

  /** Path of one object. Rejects with `kubernetes.unknown-kind` or `kubernetes.namespace-missing`. */
  async object(ref: ResourceKind & { name: string; namespace?: string | undefined }): Promise<string> {
    return `${await this.inNamespace(ref, ref.name, ref.namespace)}/${encodeURIComponent(ref.name)}`
  }

  /** Path to create an object at. */
  async collection(ref: ResourceKind & { name: string; namespace?: string | undefined }): Promise<string> {
    return this.inNamespace(ref, ref.name, ref.namespace)
  }

  /** Path of all objects of a kind, in one namespace or in all. */
  async list(kind: ResourceKind, namespace: string | undefined): Promise<string> {
    const resource = await this.resource(kind)
    const scope =
      resource.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : ''
    return `${root(kind.apiVersion)}${scope}/${resource.name}`
  }

  private async inNamespace(
    kind: ResourceKind,
    name: string,
    namespace: string | undefined,
  ): Promise<string> {
    const resource = await this.resource(kind)
    if (resource.namespaced && namespace === undefined) throw new NamespaceMissing(kind, name)
    return this.list(kind, namespace)
  }

  private async resource(kind: ResourceKind): Promise<Resource> {
    const known = await this.find(kind)
    if (known !== undefined) return known
    // A definition may have been installed since the group was read.
    this.known.delete(kind.apiVersion)
    const found = await this.find(kind)
    if (found === undefined) throw new UnknownKind(kind)
    return found
  }

  private async find({ apiVersion, kind }: ResourceKind): Promise<Resource | undefined> {
    let resources = this.known.get(apiVersion)
    if (resources === undefined) {
      resources = this.discover(apiVersion)
      this.known.set(apiVersion, resources)
      resources.catch(() => this.known.delete(apiVersion))
    }
    return (await resources).find((resource) => resource.kind === kind)
  }

  private async discover(apiVersion: string): Promise<readonly Resource[]> {
    try {
      const answer = JSON.parse(await this.http.send({ method: 'GET', path: root(apiVersion) })) as {
        resources?: readonly Resource[]
      }
      return (answer.resources ?? []).filter((resource) => !resource.name.includes('/'))
    } catch (error) {
      if (error instanceof KubedrillError && error.code === 'kubernetes.not-found') return []
      throw error
    }
  }
}

function root(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
}
