import { readFileSync } from 'node:fs'
import { KubeConfig } from '@kubernetes/client-node'
import { KubedrillError } from '../../contract/errors.ts'
import type { Clock } from '../../core/clock.ts'
import type { KubeApi, KubeObject, KubeRef } from '../../core/labs/cluster-port.ts'
import { KubeRequestError } from './kube-error.ts'
import { createKubeHttp, type KubeHttp } from './kube-http.ts'
import { KubePaths } from './kube-paths.ts'

const patchTypes = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
} as const

const deleteWaitMs = 120_000
const deletePollMs = 150

class DeleteTimeout extends KubedrillError {
  constructor(ref: KubeRef) {
    super({
      code: 'kubernetes.delete-timeout',
      message: `${ref.kind} ${ref.name} was still there ${deleteWaitMs / 1000} s after its deletion.`,
      remedy: 'See which finalizer holds it, or bring the cluster down and up.',
      exit: 4,
    })
  }
}

/** Reads a kubeconfig; its current context is used. */
export function loadKubeConfig(path: string): KubeConfig {
  const config = new KubeConfig()
  config.loadFromString(readFileSync(path, 'utf8'))
  return config
}

/** The Kubernetes API of the current context of the kubeconfig at `path`. */
export function createKubeApi(config: KubeConfig, clock: Clock): KubeApi {
  return new HttpKubeApi(createKubeHttp(config), clock)
}

class HttpKubeApi implements KubeApi {
  private readonly http: KubeHttp
  private readonly clock: Clock
  private readonly paths: KubePaths

  constructor(http: KubeHttp, clock: Clock) {
    this.http = http
    this.clock = clock
    this.paths = new KubePaths(http)
  }

  async get(ref: KubeRef): Promise<KubeObject | null> {
    const path = await this.paths.object(ref)
    return nullIfGone(this.http.send({ method: 'GET', path }).then(parse))
  }

  async list(query: Parameters<KubeApi['list']>[0]): Promise<KubeObject[]> {
    const path = await this.paths.list(query, query.namespace)
    const selectors = new URLSearchParams()
    if (query.labelSelector !== undefined) selectors.set('labelSelector', query.labelSelector)
    if (query.fieldSelector !== undefined) selectors.set('fieldSelector', query.fieldSelector)
    const text = await this.http.send({ method: 'GET', path: `${path}?${selectors.toString()}` })
    const { items } = JSON.parse(text) as { items: KubeObject[] | null }
    // Items of a list leave out what the list says of all of them.
    return (items ?? []).map((item) => ({ ...item, apiVersion: query.apiVersion, kind: query.kind }))
  }

  async apply(object: KubeObject, fieldManager: string): Promise<KubeObject> {
    const path = await this.paths.object(refOf(object))
    const query = new URLSearchParams({ fieldManager, force: 'true' }).toString()
    const contentType = 'application/apply-patch+yaml'
    return parse(
      await this.http.send({ method: 'PATCH', path: `${path}?${query}`, body: object, contentType }),
    )
  }

  async create(object: KubeObject, fieldManager: string): Promise<KubeObject> {
    const path = await this.paths.collection(refOf(object))
    return parse(await this.http.send({ method: 'POST', path: path + manager(fieldManager), body: object }))
  }

  async replace(object: KubeObject, fieldManager: string): Promise<KubeObject> {
    const path = await this.paths.object(refOf(object))
    return parse(await this.http.send({ method: 'PUT', path: path + manager(fieldManager), body: object }))
  }

  async patch(
    ref: KubeRef,
    patch: unknown,
    type: 'merge' | 'strategic' | 'json',
    fieldManager: string,
  ): Promise<KubeObject> {
    const path = (await this.paths.object(ref)) + manager(fieldManager)
    return parse(await this.http.send({ method: 'PATCH', path, body: patch, contentType: patchTypes[type] }))
  }

  async delete(ref: KubeRef, options: { wait?: boolean; graceSeconds?: number } = {}): Promise<void> {
    const path = await this.paths.object(ref)
    const uid = (await this.get(ref))?.metadata.uid
    if (uid === undefined) return
    const body = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: 'Background',
      ...(options.graceSeconds === undefined ? {} : { gracePeriodSeconds: options.graceSeconds }),
    }
    await nullIfGone(this.http.send({ method: 'DELETE', path, body }))
    if (options.wait !== false) await this.waitUntilGone(ref, uid)
  }

  async logs(
    target: Parameters<KubeApi['logs']>[0],
    options: { sinceSeconds?: number; tailLines?: number } = {},
  ): Promise<string> {
    const path = await this.paths.object({
      apiVersion: 'v1',
      kind: 'Pod',
      name: target.pod,
      namespace: target.namespace,
    })
    const query = new URLSearchParams()
    if (target.container !== undefined) query.set('container', target.container)
    if (options.sinceSeconds !== undefined) query.set('sinceSeconds', String(options.sinceSeconds))
    if (options.tailLines !== undefined) query.set('tailLines', String(options.tailLines))
    return this.http.send({ method: 'GET', path: `${path}/log?${query.toString()}` })
  }

  /** An object of the same name with another uid means that this one is gone. */
  private async waitUntilGone(ref: KubeRef, uid: string): Promise<void> {
    const deadline = this.clock.now() + deleteWaitMs
    while ((await this.get(ref))?.metadata.uid === uid) {
      if (this.clock.now() > deadline) throw new DeleteTimeout(ref)
      await this.clock.sleep(deletePollMs)
    }
  }
}

function refOf(object: KubeObject): KubeRef {
  const { name, namespace } = object.metadata
  const { apiVersion, kind } = object
  return namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, name, namespace }
}

function manager(fieldManager: string): string {
  return `?${new URLSearchParams({ fieldManager }).toString()}`
}

function parse(text: string): KubeObject {
  return JSON.parse(text) as KubeObject
}

async function nullIfGone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof KubeRequestError && error.status === 404) return null
    throw error
  }
}
