import { invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import type {
  PodTemplateSpec,
  StatefulSetSpec,
  StatefulSetUpdateStrategy,
} from '../../schema/kubernetes-types.ts'
import { checkLabel, checkNonNegative, type FieldErrors } from '../field-checks.ts'
import { checkSelector } from '../workload/selector.ts'
import { checkSelectedTemplate } from '../workload/template-validation.ts'
import { list, text } from '../zero-values.ts'

/** apps `ValidateStatefulSetSpec`; the service name is checked on create alone, as it never changes. */
export function* checkStatefulSetSpec(spec: StatefulSetSpec | undefined, isNew: boolean): FieldErrors {
  const management = text(spec?.podManagementPolicy)
  if (management === '') yield required('spec.podManagementPolicy')
  else if (management !== 'OrderedReady' && management !== 'Parallel') {
    yield invalidValue('spec.podManagementPolicy', management, "must be 'OrderedReady' or 'Parallel'")
  }
  yield* checkStrategy(spec?.updateStrategy ?? {})
  for (const when of ['whenDeleted', 'whenScaled'] as const) {
    const policy = text(spec?.persistentVolumeClaimRetentionPolicy?.[when])
    if (policy !== 'Retain' && policy !== 'Delete') {
      yield notSupported(`spec.persistentVolumeClaimRetentionPolicy.${when}`, policy, ['Retain', 'Delete'])
    }
  }
  if (isNew) yield* checkClaims(spec)
  yield* checkNonNegative('spec.replicas', spec?.replicas)
  yield* checkNonNegative('spec.minReadySeconds', spec?.minReadySeconds)
  yield* checkNonNegative('spec.ordinals.start', spec?.ordinals?.start)
  const serviceName = text(spec?.serviceName)
  if (isNew && serviceName !== '') yield* checkLabel('spec.serviceName', serviceName)
  yield* checkSelector(spec?.selector, 'statefulset')
  yield* checkSelectedTemplate(withClaims(spec), spec?.selector, 'StatefulSet', '')
}

function* checkStrategy({ type, rollingUpdate }: StatefulSetUpdateStrategy): FieldErrors {
  const field = 'spec.updateStrategy'
  const shown =
    rollingUpdate === undefined
      ? null
      : { Partition: rollingUpdate.partition ?? 0, MaxUnavailable: rollingUpdate.maxUnavailable ?? null }
  if (text(type) === '') yield required(field)
  else if (type === 'OnDelete') {
    if (rollingUpdate === undefined) return
    const detail = "only allowed for updateStrategy 'RollingUpdate'"
    yield invalidValue(`${field}.rollingUpdate`, shown, detail)
  } else if (type === 'RollingUpdate') {
    yield* checkNonNegative(`${field}.rollingUpdate.partition`, rollingUpdate?.partition)
  } else {
    const detail = "must be 'RollingUpdate' or 'OnDelete'"
    yield invalidValue(field, { Type: type, RollingUpdate: shown }, detail)
  }
}

/** core `ValidatePersistentVolumeClaimSpec`: what a claim cannot be without. */
function* checkClaims(spec: StatefulSetSpec | undefined): FieldErrors {
  for (const [index, claim] of list(spec?.volumeClaimTemplates).entries()) {
    const field = `spec.volumeClaimTemplates[${index}].spec`
    if (list(claim.spec?.accessModes).length === 0) {
      yield required(`${field}.accessModes`, 'at least 1 access mode is required')
    }
    if (claim.spec?.resources?.requests?.['storage'] === undefined)
      yield required(`${field}.resources[storage]`)
  }
}

/** Claims are volumes that the template's mounts may name; host name and subdomain are the controller's own. */
function withClaims(spec: StatefulSetSpec | undefined): PodTemplateSpec | undefined {
  const template = spec?.template
  if (template?.spec === undefined) return template
  const claims = list(spec?.volumeClaimTemplates).map(({ metadata }) => text(metadata?.name))
  const volumes = [
    ...claims.map((name) => ({ name, persistentVolumeClaim: { claimName: name } })),
    ...list(template.spec.volumes).filter(({ name }) => !claims.includes(name)),
  ]
  return { ...template, spec: { ...template.spec, volumes, hostname: '', subdomain: '' } }
}
