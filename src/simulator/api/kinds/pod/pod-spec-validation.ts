import { isDns1123Label } from '../../meta/dns-names.ts'
import {
  duplicateValue,
  forbiddenField,
  invalidFor,
  invalidValue,
  required,
  tooLong,
} from '../../meta/field-errors.ts'
import { validateLabels } from '../../meta/label-validation.ts'
import { isQualifiedName } from '../../meta/qualified-names.ts'
import { isInRange } from '../../meta/value-formats.ts'
import type { PodSpec, Volume } from '../../schema/kubernetes-types.ts'
import { checkLabel, checkOneOf, checkSubdomain, notFoundValue, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'
import { checkAffinity } from './affinity-validation.ts'
import { checkContainers, checkInitContainers, type PodContext } from './container-validation.ts'
import { checkDnsConfig, checkDnsPolicy, checkHostAliases } from './dns-validation.ts'
import { checkEphemeralContainers } from './ephemeral-container-validation.ts'
import { checkResources } from './resource-validation.ts'
import { checkPodSecurityContext } from './security-context-validation.ts'
import { checkTolerations } from './toleration-validation.ts'
import { checkTopologySpread } from './topology-spread-validation.ts'
import { checkVolumes } from './volume-validation.ts'

/** core `ValidatePodSpec`; `isPod` is false for the template of a workload. */
export function* checkPodSpec(path: string, spec: PodSpec, isPod: boolean): FieldErrors {
  if (spec.terminationGracePeriodSeconds === undefined)
    yield required(`${path}.terminationGracePeriodSeconds`)
  const volumes = new Map<string, Volume>()
  yield* checkVolumes(`${path}.volumes`, spec.volumes, volumes)
  const claims = new Set(list(spec.resourceClaims).map((claim) => claim.name))
  yield* checkResourceClaims(`${path}.resourceClaims`, spec)
  const pod: PodContext = { spec, volumes, claims }
  yield* checkContainers(`${path}.containers`, pod)
  yield* checkInitContainers(`${path}.initContainers`, pod)
  yield* checkEphemeralContainers(`${path}.ephemeralContainers`, pod)
  if (spec.resources !== undefined) yield* checkResources(`${path}.resources`, spec.resources, claims)
  yield* checkHostNetworkPorts(`${path}.containers`, spec, isPod)
  yield* checkOneOf(`${path}.restartPolicy`, spec.restartPolicy, ['Always', 'OnFailure', 'Never'])
  yield* checkDnsPolicy(`${path}.dnsPolicy`, spec.dnsPolicy)
  yield* validateLabels(spec.nodeSelector, `${path}.nodeSelector`)
  yield* checkPodSecurityContext(`${path}.securityContext`, spec)
  yield* checkAffinity(`${path}.affinity`, spec.affinity)
  yield* checkDnsConfig(`${path}.dnsConfig`, spec)
  yield* checkGates(path, spec)
  yield* checkTopologySpread(`${path}.topologySpreadConstraints`, list(spec.topologySpreadConstraints))
  yield* checkHostUsers(path, spec)
  yield* checkNames(path, spec)
  yield* checkTolerations(`${path}.tolerations`, list(spec.tolerations))
  yield* checkHostAliases(`${path}.hostAliases`, list(spec.hostAliases))
  yield* checkScheduling(path, spec)
  yield* checkFileKeyRefs(path, pod)
}

function* checkResourceClaims(path: string, spec: PodSpec): FieldErrors {
  const names = new Set<string>()
  for (const [index, claim] of list(spec.resourceClaims).entries()) {
    const name = text(claim.name)
    const field = `${path}[${index}].name`
    if (name === '') yield required(field)
    else if (names.has(name)) yield duplicateValue(field, name)
    else yield* checkLabel(field, name)
    names.add(name)
  }
}

/** core `validatePodHostNetworkDeps`. */
function* checkHostNetworkPorts(path: string, spec: PodSpec, isPod: boolean): FieldErrors {
  if (spec.hostNetwork !== true) return
  for (const [index, container] of list(spec.containers).entries()) {
    for (const [portIndex, { hostPort = 0, containerPort }] of list(container.ports).entries()) {
      if ((!isPod && hostPort === 0) || hostPort === containerPort) continue
      const field = `${path}[${index}].ports[${portIndex}].hostPort`
      yield invalidValue(field, hostPort, 'must match `containerPort` when `hostNetwork` is true')
    }
  }
}

/** core `validateReadinessGates`, `validateSchedulingGates`. */
function* checkGates(path: string, spec: PodSpec): FieldErrors {
  for (const [index, { conditionType }] of list(spec.readinessGates).entries()) {
    const field = `${path}.readinessGates[${index}].conditionType`
    yield* invalidFor(field, text(conditionType), isQualifiedName(text(conditionType)))
  }
  const seen = new Set<string>()
  for (const [index, gate] of list(spec.schedulingGates).entries()) {
    const name = text(gate.name)
    const field = `${path}.schedulingGates[${index}]`
    yield* invalidFor(field, name, isQualifiedName(name))
    if (seen.has(name)) yield duplicateValue(field, name)
    seen.add(name)
  }
}

/** core `validateHostUsers`. */
function* checkHostUsers(path: string, spec: PodSpec): FieldErrors {
  if (spec.hostUsers !== false) return
  const detail = 'when `hostUsers` is false'
  if (spec.hostNetwork === true) yield forbiddenField(`${path}.hostNetwork`, detail)
  if (spec.hostPID === true) yield forbiddenField(`${path}.HostPID`, detail)
  if (spec.hostIPC === true) yield forbiddenField(`${path}.HostIPC`, detail)
}

/** The names in a spec: host names, the service account, the node. */
function* checkNames(path: string, spec: PodSpec): FieldErrors {
  const { hostnameOverride, serviceAccountName, nodeName, activeDeadlineSeconds, hostname, subdomain } = spec
  if (hostnameOverride !== undefined) {
    const field = `${path}.hostnameOverride`
    if (spec.setHostnameAsFQDN === true)
      yield forbiddenField(field, 'may not be specified when setHostnameAsFQDN is true')
    if (spec.hostNetwork === true)
      yield forbiddenField(field, 'may not be specified when hostNetwork is true')
    if (hostnameOverride.length > 64) yield tooLong(field, 64)
    yield* checkSubdomain(field, hostnameOverride)
  }
  if (text(serviceAccountName) !== '') {
    yield* checkSubdomain(`${path}.serviceAccountName`, text(serviceAccountName))
  }
  if (text(nodeName) !== '') yield* checkSubdomain(`${path}.nodeName`, text(nodeName))
  if (activeDeadlineSeconds !== undefined) {
    const errors = isInRange(activeDeadlineSeconds, 1, 2147483647)
    yield* invalidFor(`${path}.activeDeadlineSeconds`, activeDeadlineSeconds, errors)
  }
  for (const [field, name] of Object.entries({ hostname, subdomain })) {
    if (name !== undefined && name !== '') yield* invalidFor(`${path}.${field}`, name, isDns1123Label(name))
  }
}

function* checkScheduling(path: string, spec: PodSpec): FieldErrors {
  if (text(spec.priorityClassName) !== '') {
    yield* checkSubdomain(`${path}.priorityClassName`, text(spec.priorityClassName))
  }
  if (spec.runtimeClassName !== undefined) {
    yield* checkSubdomain(`${path}.runtimeClassName`, spec.runtimeClassName)
  }
  if (spec.preemptionPolicy !== undefined) {
    yield* checkOneOf(`${path}.preemptionPolicy`, spec.preemptionPolicy, ['PreemptLowerPriority', 'Never'])
  }
  if (spec.overhead !== undefined) {
    yield* checkResources(`${path}.overhead`, { limits: spec.overhead }, new Set())
  }
  if (spec.os !== undefined) yield* checkOneOf(`${path}.os.name`, spec.os.name, ['linux', 'windows'])
}

/** core `validateFileKeyRefVolumes`. */
function* checkFileKeyRefs(path: string, { spec }: PodContext): FieldErrors {
  const groups = { initContainers: spec.initContainers, containers: spec.containers }
  for (const [group, containers] of Object.entries(groups)) {
    for (const [index, container] of list(containers).entries()) {
      for (const [envIndex, { valueFrom }] of list(container.env).entries()) {
        const ref = valueFrom?.fileKeyRef
        if (ref === undefined) continue
        const field = `${path}.${group}[${index}].env[${envIndex}].valueFrom.fileKeyRef.volumeName`
        const volume = list(spec.volumes).find(({ name }) => name === ref.volumeName)
        if (volume === undefined) yield notFoundValue(field, text(ref.volumeName))
        else if (volume.emptyDir === undefined) {
          yield invalidValue(field, text(ref.volumeName), 'referenced volume must be of type emptyDir')
        }
      }
    }
  }
}
