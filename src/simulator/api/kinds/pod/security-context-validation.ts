import { duplicateValue, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { inclusiveRangeError } from '../../meta/check-texts.ts'
import type {
  AppArmorProfile,
  PodSpec,
  SeccompProfile,
  SecurityContext,
  Sysctl,
} from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'
import { checkDescendingPath } from './path-validation.ts'

/** core `ValidateSecurityContext`; `hostUsers` is false when the Pod has a user namespace of its own. */
export function* checkSecurityContext(
  path: string,
  context: SecurityContext | undefined,
  hostUsers: boolean,
): FieldErrors {
  if (context === undefined) return
  yield* checkId(`${path}.runAsUser`, context.runAsUser)
  yield* checkId(`${path}.runAsGroup`, context.runAsGroup)
  const { procMount } = context
  if (procMount !== undefined && procMount !== 'Default' && procMount !== 'Unmasked') {
    yield notSupported(`${path}.procMount`, procMount, ['Default', 'Unmasked'])
  }
  if (hostUsers && procMount === 'Unmasked') {
    yield invalidValue(`${path}.procMount`, procMount, '`hostUsers` must be false to use `Unmasked`')
  }
  yield* checkSeccomp(`${path}.seccompProfile`, context.seccompProfile)
  if (context.allowPrivilegeEscalation === false) {
    if (context.privileged === true) {
      const detail = 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true'
      yield invalidValue(path, goSecurityContext(context), detail)
    }
    if (list(context.capabilities?.add).includes('CAP_SYS_ADMIN')) {
      const detail = 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN'
      yield invalidValue(path, goSecurityContext(context), detail)
    }
  }
  yield* checkAppArmor(`${path}.appArmorProfile`, context.appArmorProfile)
}

/** core `validatePodSpecSecurityContext`. */
export function* checkPodSecurityContext(path: string, spec: PodSpec): FieldErrors {
  const context = spec.securityContext
  if (context === undefined) return
  yield* checkId(`${path}.fsGroup`, context.fsGroup)
  yield* checkId(`${path}.runAsUser`, context.runAsUser)
  yield* checkId(`${path}.runAsGroup`, context.runAsGroup)
  for (const [index, group] of list(context.supplementalGroups).entries()) {
    yield* checkId(`${path}.supplementalGroups[${index}]`, group)
  }
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const detail = 'ShareProcessNamespace and HostPID cannot both be enabled'
    yield invalidValue(`${path}.shareProcessNamespace`, true, detail)
  }
  yield* checkSysctls(`${path}.sysctls`, list(context.sysctls), spec)
  yield* checkChoice(`${path}.fsGroupChangePolicy`, context.fsGroupChangePolicy, ['Always', 'OnRootMismatch'])
  yield* checkSeccomp(`${path}.seccompProfile`, context.seccompProfile)
  yield* checkAppArmor(`${path}.appArmorProfile`, context.appArmorProfile)
  yield* checkChoice(`${path}.supplementalGroupsPolicy`, context.supplementalGroupsPolicy, [
    'Merge',
    'Strict',
  ])
  yield* checkChoice(`${path}.seLinuxChangePolicy`, context.seLinuxChangePolicy, ['MountOption', 'Recursive'])
}

function* checkChoice(path: string, value: string | undefined, supported: readonly string[]): FieldErrors {
  if (value !== undefined && !supported.includes(value)) yield notSupported(path, value, supported)
}

/** apimachinery `IsValidUserID`, `IsValidGroupID`. */
function* checkId(path: string, id: number | undefined): FieldErrors {
  if (id !== undefined && (id < 0 || id > 2147483647)) {
    yield invalidValue(path, id, inclusiveRangeError(0, 2147483647))
  }
}

const sysctlPattern = '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$'

function* checkSysctls(path: string, sysctls: readonly Sysctl[], spec: PodSpec): FieldErrors {
  const seen = new Set<string>()
  for (const [index, sysctl] of sysctls.entries()) {
    const field = `${path}[${index}].name`
    const name = text(sysctl.name)
    if (name === '') yield required(field)
    else if (name.length > 253 || !new RegExp(sysctlPattern).test(name)) {
      yield invalidValue(field, name, `must have at most 253 characters and match regex ${sysctlPattern}`)
    } else if (seen.has(name)) yield duplicateValue(field, name)
    if (spec.hostNetwork === true && /^net[./]/.test(name)) {
      yield invalidValue(field, name, "may not be specified when 'hostNetwork' is true")
    }
    if (spec.hostIPC === true && /^(kernel[./](shm|msg|sem)|fs[./]mqueue)/.test(name)) {
      yield invalidValue(field, name, "may not be specified when 'hostIPC' is true")
    }
    seen.add(name)
  }
}

const profileTypes = ['Localhost', 'RuntimeDefault', 'Unconfined']

function* checkSeccomp(path: string, profile: SeccompProfile | undefined): FieldErrors {
  if (profile === undefined) return
  const type = text(profile.type)
  if (type === '') yield required(`${path}.type`, 'type is required when seccompProfile is set')
  else if (!profileTypes.includes(type)) yield notSupported(`${path}.type`, type, profileTypes)
  const field = `${path}.localhostProfile`
  if (type !== 'Localhost') {
    if (profile.localhostProfile === undefined) return
    const shown = { Type: type, LocalhostProfile: profile.localhostProfile }
    yield invalidValue(field, shown, 'can only be set when seccomp type is Localhost')
  } else if (profile.localhostProfile === undefined) {
    yield required(field, 'must be set when seccomp type is Localhost')
  } else yield* checkDescendingPath(field, profile.localhostProfile)
}

function* checkAppArmor(path: string, profile: AppArmorProfile | undefined): FieldErrors {
  if (profile === undefined) return
  const type = text(profile.type)
  const local = profile.localhostProfile
  const field = `${path}.localhostProfile`
  if (type === '') yield required(`${path}.type`, 'type is required when appArmorProfile is set')
  else if (!profileTypes.includes(type)) yield notSupported(`${path}.type`, type, profileTypes)
  else if (type !== 'Localhost') {
    if (local !== undefined)
      yield invalidValue(field, local, 'can only be set when AppArmor type is Localhost')
  } else if (local === undefined || local === '') {
    yield required(field, 'must be set when AppArmor type is Localhost')
  } else if (local.trim() !== local) yield invalidValue(field, local, 'must not be padded with whitespace')
}

/** The internal type as Go prints it: every field, in its own order and spelling. */
function goSecurityContext(context: SecurityContext): Record<string, unknown> {
  const { capabilities } = context
  return {
    Capabilities:
      capabilities === undefined ? null : { Add: capabilities.add ?? null, Drop: capabilities.drop ?? null },
    Privileged: context.privileged ?? null,
    SELinuxOptions: context.seLinuxOptions ?? null,
    WindowsOptions: context.windowsOptions ?? null,
    RunAsUser: context.runAsUser ?? null,
    RunAsGroup: context.runAsGroup ?? null,
    RunAsNonRoot: context.runAsNonRoot ?? null,
    ReadOnlyRootFilesystem: context.readOnlyRootFilesystem ?? null,
    AllowPrivilegeEscalation: context.allowPrivilegeEscalation ?? null,
    ProcMount: context.procMount ?? null,
    SeccompProfile: context.seccompProfile ?? null,
    AppArmorProfile: context.appArmorProfile ?? null,
  }
}
