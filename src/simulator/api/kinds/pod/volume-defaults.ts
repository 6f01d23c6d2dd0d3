import type { DownwardAPIVolumeFile, Volume, VolumeProjection } from '../../schema/kubernetes-types.ts'
import { compact, mapped, mappedEach, text } from '../zero-values.ts'
import { pullPolicyOf } from './container-defaults.ts'

/** 0644, `…VolumeSourceDefaultMode` of core/v1. */
const defaultMode = 0o644

/** core/v1 `SetDefaults_Volume` and the defaults of each source; a volume without a source is an emptyDir. */
export function defaultVolume(volume: Volume): Volume {
  const { name, ...source } = volume
  const named = Object.values(source).some((value) => value !== undefined)
  return compact({
    ...volume,
    name,
    emptyDir: named ? volume.emptyDir : {},
    image: mapped(volume.image, (image) => ({
      ...image,
      pullPolicy: image.pullPolicy || pullPolicyOf(text(image.reference)),
    })),
    hostPath: mapped(volume.hostPath, (host) => ({ ...host, type: host.type ?? '' })),
    secret: mapped(volume.secret, withMode),
    configMap: mapped(volume.configMap, withMode),
    downwardAPI: mapped(volume.downwardAPI, (api) =>
      withMode(compact({ ...api, items: mappedEach(api.items, defaultFile) })),
    ),
    projected: mapped(volume.projected, (projected) =>
      withMode(compact({ ...projected, sources: mappedEach(projected.sources, defaultProjection) })),
    ),
    ephemeral: mapped(volume.ephemeral, (ephemeral) =>
      compact({
        ...ephemeral,
        volumeClaimTemplate: mapped(ephemeral.volumeClaimTemplate, (claim) => ({
          ...claim,
          spec: { ...claim.spec, volumeMode: claim.spec.volumeMode ?? 'Filesystem' },
        })),
      }),
    ),
  })
}

function defaultProjection(source: VolumeProjection): VolumeProjection {
  return compact({
    ...source,
    downwardAPI: mapped(source.downwardAPI, (api) =>
      compact({ ...api, items: mappedEach(api.items, defaultFile) }),
    ),
    serviceAccountToken: mapped(source.serviceAccountToken, (token) => ({
      ...token,
      expirationSeconds: token.expirationSeconds ?? 3600,
    })),
  })
}

function defaultFile(file: DownwardAPIVolumeFile): DownwardAPIVolumeFile {
  return compact({
    ...file,
    fieldRef: mapped(file.fieldRef, (ref) => ({ ...ref, apiVersion: ref.apiVersion || 'v1' })),
  })
}

function withMode<T extends { readonly defaultMode?: number | undefined }>(source: T): T {
  return { ...source, defaultMode: source.defaultMode ?? defaultMode }
}
