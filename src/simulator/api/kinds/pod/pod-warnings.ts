import { isDns1123Label } from '../../meta/dns-names.ts'
import { warningsForIp } from '../../meta/ip-addresses.ts'
import { milliValue, parseQuantity } from '../../meta/quantity.ts'
import type { Container, EnvVar, Pod, PodAffinity, PodSpec } from '../../schema/kubernetes-types.ts'
import { list, number, text } from '../zero-values.ts'
import { portWarnings } from './port-warnings.ts'
import { specOf } from './pod-validation.ts'

/** What the API says about a new Pod that it accepts (`podStrategy.WarningsOnCreate`, `GetWarningsForPod`). */
export function podWarnings(pod: Pod): readonly string[] {
  const errors = isDns1123Label(text(pod.metadata?.name))
  const name =
    errors.length === 0
      ? []
      : [
          `metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [${errors.join(' ')}]`,
        ]
  return [...name, ...podSpecWarnings('spec', specOf(pod))]
}

/** `warningsForPodSpecAndMeta` of `pkg/api/pod/warnings.go`; `path` is that of the spec. */
export function podSpecWarnings(path: string, spec: PodSpec): readonly string[] {
  return [
    ...nodeLabelWarnings(path, spec),
    ...hostAliasWarnings(path, spec),
    ...pullSecretWarnings(path, spec),
    ...containersOf(path, spec).flatMap(([at, container]) => [
      ...fractionWarnings(at, container),
      ...envWarnings(`${at}.env`, list(container.env)),
    ]),
    ...portWarnings(containersOf(path, spec)),
    ...(number(spec.terminationGracePeriodSeconds) < 0
      ? [
          `${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`,
        ]
      : []),
    ...affinityWarnings(`${path}.affinity.podAffinity`, spec.affinity?.podAffinity),
    ...affinityWarnings(`${path}.affinity.podAntiAffinity`, spec.affinity?.podAntiAffinity),
    ...list(spec.dnsConfig?.nameservers).flatMap((address, index) =>
      warningsForIp(`${path}.dnsConfig.nameservers[${index}]`, address),
    ),
    ...list(spec.hostAliases).flatMap(({ ip }, index) =>
      warningsForIp(`${path}.hostAliases[${index}].ip`, text(ip)),
    ),
  ]
}

/** In the order in which Kubernetes visits them, each with its path. */
function containersOf(path: string, spec: PodSpec): readonly (readonly [string, Container])[] {
  const groups = {
    initContainers: list(spec.initContainers),
    containers: list(spec.containers),
    ephemeralContainers: list(spec.ephemeralContainers),
  }
  return Object.entries(groups).flatMap(([group, containers]) =>
    containers.map((container, index) => [`${path}.${group}[${index}]`, container] as const),
  )
}

const deprecatedLabels: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region':
    'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone':
    'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type':
    'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
}

function nodeLabelWarnings(path: string, spec: PodSpec): readonly string[] {
  const selector = Object.keys(spec.nodeSelector ?? {}).flatMap((key) => {
    const text = deprecatedLabels[key]
    return text === undefined ? [] : [`${path}.nodeSelector[${key}]: ${text}`]
  })
  const spread = list(spec.topologySpreadConstraints).flatMap(({ topologyKey, labelSelector }, index) => {
    const at = `${path}.topologySpreadConstraints[${index}]`
    const text = deprecatedLabels[topologyKey]
    return [
      ...(text === undefined ? [] : [`${at}.topologyKey: ${topologyKey} is ${text}`]),
      ...(labelSelector === undefined ? [noMatch(at)] : []),
    ]
  })
  return [...selector, ...spread]
}

function noMatch(path: string): string {
  return `${path}.labelSelector: a null labelSelector results in matching no pod`
}

function affinityWarnings(path: string, affinity: PodAffinity | undefined): readonly string[] {
  const needed = list(affinity?.requiredDuringSchedulingIgnoredDuringExecution)
  const preferred = list(affinity?.preferredDuringSchedulingIgnoredDuringExecution)
  return [
    ...needed.flatMap(({ labelSelector }, index) =>
      labelSelector === undefined
        ? [noMatch(`${path}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`)]
        : [],
    ),
    ...preferred.flatMap(({ podAffinityTerm }, index) =>
      podAffinityTerm.labelSelector === undefined
        ? [noMatch(`${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm`)]
        : [],
    ),
  ]
}

function hostAliasWarnings(path: string, spec: PodSpec): readonly string[] {
  const addresses = list(spec.hostAliases).map(({ ip }) => text(ip))
  return addresses.flatMap((ip, index) =>
    addresses.indexOf(ip) < index ? [`${path}.hostAliases[${index}].ip: duplicate ip "${ip}"`] : [],
  )
}

function pullSecretWarnings(path: string, spec: PodSpec): readonly string[] {
  const names = list(spec.imagePullSecrets).map(({ name }) => text(name))
  const at = (index: number): string => `${path}.imagePullSecrets[${index}].name`
  return [
    ...names.flatMap((name, index) =>
      names.indexOf(name) < index ? [`${at(index)}: duplicate name "${name}"`] : [],
    ),
    ...names.flatMap((name, index) => (name === '' ? [`${at(index)}: invalid empty name ""`] : [])),
  ]
}

/** Bytes come whole: `100m` of memory is a tenth of a byte. */
function fractionWarnings(path: string, container: Container): readonly string[] {
  return ['memory', 'ephemeral-storage'].flatMap((name) =>
    (['limits', 'requests'] as const).flatMap((kind) => {
      const amount = container.resources?.[kind]?.[name]
      if (amount === undefined || milliValue(parseQuantity(amount)) % 1000 === 0) return []
      return [
        `${path}.resources.${kind}[${name}]: fractional byte value "${amount}" is invalid, must be an integer`,
      ]
    }),
  )
}

function envWarnings(path: string, env: readonly EnvVar[]): readonly string[] {
  const seen = new Set<string>()
  return env.flatMap(({ name, value, valueFrom }, index) => {
    const reference = `$(${name})`
    const hides =
      seen.has(name) && (valueFrom !== undefined || value === reference || !text(value).includes(reference))
    seen.add(name)
    return hides
      ? [`${path}[${index}]: hides previous definition of "${name}", which may be dropped when using apply`]
      : []
  })
}
