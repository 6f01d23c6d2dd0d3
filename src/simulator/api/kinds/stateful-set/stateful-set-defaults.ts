import type {
  PersistentVolumeClaim,
  StatefulSet,
  StatefulSetSpec,
  StatefulSetUpdateStrategy,
} from '../../schema/kubernetes-types.ts'
import { defaultPodTemplate } from '../pod/pod-defaults.ts'
import { compact, mappedEach } from '../zero-values.ts'

/** apps/v1 `SetDefaults_StatefulSet`, and the defaults of its claims. */
export function defaultStatefulSet(set: StatefulSet): StatefulSet {
  const spec = set.spec
  const retention = spec?.persistentVolumeClaimRetentionPolicy
  return {
    ...set,
    spec: compact({
      ...spec,
      podManagementPolicy: spec?.podManagementPolicy || 'OrderedReady',
      updateStrategy: defaultStrategy(spec?.updateStrategy ?? {}),
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: retention?.whenDeleted || 'Retain',
        whenScaled: retention?.whenScaled || 'Retain',
      },
      replicas: spec?.replicas ?? 1,
      revisionHistoryLimit: spec?.revisionHistoryLimit ?? 10,
      selector: spec?.selector as StatefulSetSpec['selector'],
      serviceName: spec?.serviceName ?? '',
      template: defaultPodTemplate(spec?.template),
      volumeClaimTemplates: mappedEach(spec?.volumeClaimTemplates, defaultClaim),
    }),
    status: set.status ?? { availableReplicas: 0, replicas: 0 },
  }
}

function defaultStrategy({ type, rollingUpdate }: StatefulSetUpdateStrategy): StatefulSetUpdateStrategy {
  if (type === 'OnDelete') return compact({ type, rollingUpdate })
  const rolling = rollingUpdate ?? (type === undefined || type === '' ? {} : undefined)
  if (rolling === undefined) return compact({ type })
  // The gate MaxUnavailableStatefulSet is off in 1.35: the field is dropped.
  return { type: type || 'RollingUpdate', rollingUpdate: { partition: rolling.partition ?? 0 } }
}

function defaultClaim(claim: PersistentVolumeClaim): PersistentVolumeClaim {
  return {
    ...claim,
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    spec: { ...claim.spec, volumeMode: claim.spec?.volumeMode ?? 'Filesystem' },
    status: { ...claim.status, phase: claim.status?.phase || 'Pending' },
  }
}
