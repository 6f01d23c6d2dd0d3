import { ExitCode, KubedrillError } from '../../contract/errors.ts'
import type { KubeApi, KubeObject } from './cluster-port.ts'
import type { Lab } from './lab.ts'
import { podsOf } from './workloads.ts'

/** What `${…}` stands for: each of the lab's namespaces by its key. */
export type Variables = Readonly<Record<string, string>>

/** A `${…}` of a lab stands for nothing that is there. */
export class VariableError extends KubedrillError {
  constructor(name: string, detail: string) {
    super({
      code: 'lab.unknown-variable',
      message: `\${${name}} of this lab cannot be filled: ${detail}.`,
      remedy: 'Reset the lab; if it stays, its files are at fault: run `kubedrill content lint`.',
      exit: ExitCode.internal,
    })
  }
}

const pattern = /\$\{([^}]+)\}/g

/** Keys that every lab has beside its own namespaces. */
const builtIn: Variables = { kubeSystem: 'kube-system' }

/** The lab's variables with their defaults. */
export function defaultVariables(lab: Pick<Lab, 'namespaces'>): Variables {
  return { ...builtIn, ...lab.namespaces }
}

/** Every `${…}` in `text`, without the braces. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}

/**
 * Fills variables in `text`. `clusterIP:NS/SERVICE`, `podIP:NS/DEPLOYMENT` (its first running Pod) and `corednsImage` are
 * looked up in the cluster at that moment; NS is a namespace's key.
 */
export async function fill(text: string, variables: Variables, kube: KubeApi): Promise<string> {
  const values = new Map<string, string>()
  for (const name of new Set(variablesIn(text))) values.set(name, await valueOf(name, variables, kube))
  return text.replaceAll(pattern, (_, name: string) => values.get(name) ?? '')
}

/** {@link fill} for every string in a tree of JSON. */
export async function fillAll(value: unknown, variables: Variables, kube: KubeApi): Promise<unknown> {
  if (typeof value === 'string') return fill(value, variables, kube)
  if (Array.isArray(value)) return Promise.all(value.map((item) => fillAll(item, variables, kube)))
  if (typeof value !== 'object' || value === null) return value
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, item]) => [key, await fillAll(item, variables, kube)] as const),
  )
  return Object.fromEntries(entries)
}

/** Whether a variable of a lab's text is one that {@link fill} knows, without asking a cluster. */
export function isKnownVariable(name: string, namespaces: readonly string[]): boolean {
  const keys = [...Object.keys(builtIn), ...namespaces]
  if (name === 'corednsImage' || keys.includes(name)) return true
  const lookup = /^(?:clusterIP|podIP):([^/]+)\/[^/]+$/.exec(name)
  return lookup !== null && keys.includes(lookup[1] ?? '')
}

async function valueOf(name: string, variables: Variables, kube: KubeApi): Promise<string> {
  if (Object.hasOwn(variables, name)) return variables[name] ?? ''
  if (name === 'corednsImage') return corednsImage(kube)
  const [, what, key = '', object = ''] = /^(clusterIP|podIP):([^/]+)\/([^/]+)$/.exec(name) ?? []
  const namespace = variables[key]
  if (what === undefined || namespace === undefined) throw new VariableError(name, 'it is not known')
  return what === 'clusterIP'
    ? clusterIP(name, kube, namespace, object)
    : podIP(name, kube, namespace, object)
}

interface ServiceFields extends KubeObject {
  readonly spec?: { readonly clusterIP?: string }
}

async function clusterIP(variable: string, kube: KubeApi, namespace: string, name: string): Promise<string> {
  const service: ServiceFields | null = await kube.get({ apiVersion: 'v1', kind: 'Service', namespace, name })
  const address = service?.spec?.clusterIP
  if (address === undefined || address === '' || address === 'None') {
    throw new VariableError(variable, `the Service ${namespace}/${name} has no address`)
  }
  return address
}

async function podIP(variable: string, kube: KubeApi, namespace: string, workload: string): Promise<string> {
  const pods = await podsOf(kube, { namespace, workload, kind: 'Deployment' })
  const address = pods.find(({ running }) => running)?.address
  if (address === undefined) throw new VariableError(variable, `${namespace}/${workload} has no running Pod`)
  return address
}

interface WorkloadFields extends KubeObject {
  readonly spec?: { readonly template?: { readonly spec?: { readonly containers?: { image?: string }[] } } }
}

/** The image that this cluster's own CoreDNS runs, which every node therefore has. */
async function corednsImage(kube: KubeApi): Promise<string> {
  const coredns: WorkloadFields | null = await kube.get({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'kube-system',
    name: 'coredns',
  })
  const image = coredns?.spec?.template?.spec?.containers?.[0]?.image
  if (image === undefined) throw new VariableError('corednsImage', 'the cluster has no Deployment coredns')
  return image
}
