import type { Client } from '../api/client.ts'
import type { Stored } from '../api/object.ts'
import { configMaps, secrets, services } from '../api/resource.ts'
import type { Container, EnvVar, Pod, Service } from '../api/schema/kubernetes-types.ts'
import { fieldValue } from './volumes/field-path.ts'

/** Why a container can not be made from its spec: `configmap "nope" not found`. */
export class ContainerConfigError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ContainerConfigError'
  }
}

/**
 * A container's variables: its image's, its Services', envFrom, env, with `$(NAME)` expanded (kubernetes `kubelet_pods.go`
 * makeEnvironmentVariables). Throws ContainerConfigError.
 */
export function environmentOf(
  client: Client,
  pod: Stored<Pod>,
  container: Pick<Container, 'env' | 'envFrom' | 'name' | 'resources'>,
  image: Readonly<Record<string, string>>,
  addresses: { readonly podIP: string; readonly hostIP: string; readonly hostname: string },
): ReadonlyMap<string, string> {
  const { namespace = '' } = pod.metadata
  const variables = new Map(Object.entries(image))
  variables.set('HOSTNAME', addresses.hostname)
  for (const [name, value] of serviceVariables(client, namespace, pod.spec?.enableServiceLinks ?? true)) {
    variables.set(name, value)
  }
  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    const data =
      configMapRef !== undefined
        ? configMapData(client, namespace, configMapRef.name ?? '', configMapRef.optional ?? false)
        : secretData(client, namespace, secretRef?.name ?? '', secretRef?.optional ?? false)
    for (const [name, value] of Object.entries(data ?? {})) variables.set(prefix + name, value)
  }
  for (const variable of container.env ?? []) {
    const value = valueOf(client, pod, container, variable, addresses)
    if (value !== null) variables.set(variable.name, expand(value, variables))
  }
  if (!variables.has('HOME')) variables.set('HOME', '/root')
  return variables
}

/** `$(NAME)` becomes the variable, `$$(NAME)` itself; an unknown name stays (kubernetes `third_party/forked/golang/expansion`). */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$(\$|\(([^()]*)\))/g, (all, what: string, name: string | undefined) =>
    what === '$' ? '$' : (variables.get(name ?? '') ?? all),
  )
}

function valueOf(
  client: Client,
  pod: Stored<Pod>,
  container: Pick<Container, 'name' | 'resources'>,
  { name, value, valueFrom }: EnvVar,
  addresses: { readonly podIP: string; readonly hostIP: string },
): string | null {
  const { namespace = '' } = pod.metadata
  if (valueFrom === undefined) return value ?? ''
  const { fieldRef, configMapKeyRef, secretKeyRef, resourceFieldRef } = valueFrom
  if (fieldRef !== undefined) {
    const found = fieldValue(pod, fieldRef.fieldPath, addresses)
    if (found === null) throw new ContainerConfigError(`unsupported fieldPath: ${fieldRef.fieldPath}`)
    return found
  }
  if (configMapKeyRef !== undefined) {
    const { name: from = '', key, optional = false } = configMapKeyRef
    const found = configMapData(client, namespace, from, optional)?.[key]
    if (found === undefined && !optional) {
      throw new ContainerConfigError(`couldn't find key ${key} in ConfigMap ${namespace}/${from}`)
    }
    return found ?? null
  }
  if (secretKeyRef !== undefined) {
    const { name: from = '', key, optional = false } = secretKeyRef
    const found = secretData(client, namespace, from, optional)?.[key]
    if (found === undefined && !optional) {
      throw new ContainerConfigError(`couldn't find key ${key} in Secret ${namespace}/${from}`)
    }
    return found ?? null
  }
  const what =
    resourceFieldRef === undefined ? 'this source' : `resourceFieldRef ${resourceFieldRef.resource}`
  throw new ContainerConfigError(
    `the variable ${name} of ${container.name}: ${what} is not modelled by the embedded cluster`,
  )
}

function configMapData(
  client: Client,
  namespace: string,
  name: string,
  optional: boolean,
): Readonly<Record<string, string>> | null {
  const found = client.get(configMaps, namespace, name)
  if (found === null && !optional) throw new ContainerConfigError(`configmap "${name}" not found`)
  return found === null ? null : (found.data ?? {})
}

function secretData(
  client: Client,
  namespace: string,
  name: string,
  optional: boolean,
): Readonly<Record<string, string>> | null {
  const found = client.get(secrets, namespace, name)
  if (found === null && !optional) throw new ContainerConfigError(`secret "${name}" not found`)
  const entries = Object.entries(found?.data ?? {})
  return Object.fromEntries(entries.map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]))
}

/** kubernetes `pkg/kubelet/envvars`: of the Pod's own namespace, and always of default/kubernetes. */
function serviceVariables(
  client: Client,
  namespace: string,
  links: boolean,
): readonly (readonly [string, string])[] {
  const own = links ? client.list(services, namespace) : []
  const kubernetes = client.get(services, 'default', 'kubernetes')
  const all = kubernetes === null || (namespace === 'default' && links) ? own : [...own, kubernetes]
  return all.filter(({ spec }) => hasAddress(spec?.clusterIP)).flatMap(variablesOf)
}

function hasAddress(clusterIP: string | undefined): boolean {
  return clusterIP !== undefined && clusterIP !== '' && clusterIP !== 'None'
}

function variablesOf({ metadata, spec }: Service): readonly (readonly [string, string])[] {
  const prefix = (metadata?.name ?? '').toUpperCase().replaceAll('-', '_')
  const host = spec?.clusterIP ?? ''
  const ports = spec?.ports ?? []
  const [first] = ports
  if (first === undefined) return []
  const url = (port: number, protocol: string) => `${protocol}://${host}:${String(port)}`
  return [
    [`${prefix}_SERVICE_HOST`, host],
    [`${prefix}_SERVICE_PORT`, String(first.port)],
    ...ports.flatMap(({ name, port }): [string, string][] =>
      name === undefined || name === ''
        ? []
        : [[`${prefix}_SERVICE_PORT_${name.toUpperCase().replaceAll('-', '_')}`, String(port)]],
    ),
    [`${prefix}_PORT`, url(first.port, (first.protocol ?? 'TCP').toLowerCase())],
    ...ports.flatMap(({ port, protocol = 'TCP' }): [string, string][] => {
      const name = `${prefix}_PORT_${String(port)}_${protocol}`
      return [
        [name, url(port, protocol.toLowerCase())],
        [`${name}_PROTO`, protocol.toLowerCase()],
        [`${name}_PORT`, String(port)],
        [`${name}_ADDR`, host],
      ]
    }),
  ]
}
