import type { Client } from '../../api/client.ts'
import type { Stored } from '../../api/object.ts'
import { configMaps, secrets } from '../../api/resource.ts'
import type { KeyToPath, Pod, Volume, VolumeProjection } from '../../api/schema/kubernetes-types.ts'
import { encode } from '../../containers/bytes.ts'
import { writableVolume, type VolumeContents } from '../../containers/files.ts'
import { fieldValue } from './field-path.ts'
import { VolumeError } from './volume-error.ts'

/** A token for a Pod's service account, as TokenRequest makes it. */
export type TokenSource = (request: {
  readonly namespace: string
  readonly serviceAccount: string
  readonly audience: string | null
  readonly expirationSeconds: number
  readonly pod: Stored<Pod>
}) => string

export interface VolumeParts {
  readonly client: Client
  readonly tokens: TokenSource | null
  /** A folder of the node: hostPath. */
  readonly nodeFolder: (path: string) => VolumeContents
  readonly addresses: () => { readonly podIP: string; readonly hostIP: string }
}

/** The volumes of a Pod by name. Throws VolumeError, naming the first that can not be mounted. */
export function mountVolumes(pod: Stored<Pod>, parts: VolumeParts): ReadonlyMap<string, VolumeContents> {
  return new Map((pod.spec?.volumes ?? []).map((volume) => [volume.name, contentsOf(volume, pod, parts)]))
}

function contentsOf(volume: Volume, pod: Stored<Pod>, parts: VolumeParts): VolumeContents {
  const { name, configMap, secret, projected, emptyDir, downwardAPI, hostPath } = volume
  if (emptyDir !== undefined) return writableVolume()
  if (hostPath !== undefined) return parts.nodeFolder(hostPath.path)
  const source: VolumeProjection[] =
    configMap !== undefined
      ? [{ configMap }]
      : secret !== undefined
        ? [{ secret: { ...secret, name: secret.secretName } }]
        : downwardAPI !== undefined
          ? [{ downwardAPI }]
          : [...(projected?.sources ?? [])]
  if (source.length === 0 && projected === undefined) {
    const kind = Object.keys(volume).find((key) => key !== 'name') ?? 'none'
    throw new VolumeError(name, `volumes of type ${kind} are not modelled by the embedded cluster`)
  }
  // Read anew each time: a ConfigMap that changes changes the files. Read once now, so that what is missing is told.
  const tokens = new Map<string, { token: string; madeFor: number }>()
  const read = () => new Map(source.flatMap((projection) => project(name, projection, pod, parts, tokens)))
  let last = read()
  return {
    entries: () => {
      try {
        last = read()
      } catch (error) {
        if (!(error instanceof VolumeError)) throw error
      }
      return last
    },
    set: null,
  }
}

type File = readonly [path: string, bytes: Uint8Array]

function project(
  volume: string,
  { configMap, secret, downwardAPI, serviceAccountToken, ...others }: VolumeProjection,
  pod: Stored<Pod>,
  parts: VolumeParts,
  tokens: Map<string, { token: string; madeFor: number }>,
): readonly File[] {
  const { namespace = '' } = pod.metadata
  if (configMap !== undefined) {
    const { name = '', items, optional = false } = configMap
    const found = parts.client.get(configMaps, namespace, name)
    if (found === null && !optional) throw new VolumeError(volume, `configmap "${name}" not found`)
    const text = Object.entries(found?.data ?? {}).map(([key, value]): File => [key, encode(value)])
    return chosen(volume, [...text, ...binary(found?.binaryData)], items, optional, `configmap references`)
  }
  if (secret !== undefined) {
    const { name = '', items, optional = false } = secret
    const found = parts.client.get(secrets, namespace, name)
    if (found === null && !optional) throw new VolumeError(volume, `secret "${name}" not found`)
    return chosen(volume, binary(found?.data), items, optional, 'references')
  }
  if (downwardAPI !== undefined) {
    return (downwardAPI.items ?? []).map(({ path, fieldRef }) => {
      const value = fieldRef === undefined ? null : fieldValue(pod, fieldRef.fieldPath, parts.addresses())
      if (value === null)
        throw new VolumeError(volume, `the downward API item ${path} is not modelled by the embedded cluster`)
      return [path, encode(value)]
    })
  }
  if (serviceAccountToken !== undefined) {
    if (parts.tokens === null) return []
    const { audience, expirationSeconds = 3600, path } = serviceAccountToken
    const kept = tokens.get(path)
    const token =
      kept?.token ??
      parts.tokens({
        namespace,
        serviceAccount: pod.spec?.serviceAccountName ?? 'default',
        audience: audience ?? null,
        expirationSeconds,
        pod,
      })
    tokens.set(path, { token, madeFor: expirationSeconds })
    return [[path, encode(token)]]
  }
  const kind = Object.keys(others)[0] ?? 'none'
  throw new VolumeError(volume, `projections of type ${kind} are not modelled by the embedded cluster`)
}

function chosen(
  volume: string,
  files: readonly File[],
  items: readonly KeyToPath[] | undefined,
  optional: boolean,
  words: string,
): readonly File[] {
  if (items === undefined || items.length === 0) return files
  return items.flatMap(({ key, path }): readonly File[] => {
    const found = files.find(([name]) => name === key)
    if (found !== undefined) return [[path, found[1]]]
    if (optional) return []
    throw new VolumeError(volume, `${words} non-existent config key: ${key}`)
  })
}

function binary(data: Readonly<Record<string, string>> | undefined): readonly File[] {
  return Object.entries(data ?? {}).map(([key, value]) => [key, new Uint8Array(Buffer.from(value, 'base64'))])
}
