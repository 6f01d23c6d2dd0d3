import type { Container, Pod, PodSpec, PodTemplateSpec } from '../../schema/kubernetes-types.ts'
import { compact, list, mappedEach } from '../zero-values.ts'
import { defaultContainer } from './container-defaults.ts'
import { defaultVolume } from './volume-defaults.ts'

/** core/v1 `SetObjectDefaults_Pod`. */
export function defaultPod(pod: Pod): Pod {
  const spec: PodSpec = pod.spec ?? { containers: [] }
  const own = (container: Container): Container =>
    requestsFromLimits(spec.hostNetwork === true ? withHostPorts(container) : container)
  return {
    ...pod,
    spec: defaultPodSpec(
      compact({
        ...spec,
        enableServiceLinks: spec.enableServiceLinks ?? true,
        containers: list(spec.containers).map(own),
        initContainers: mappedEach(spec.initContainers, own),
      }),
    ),
    status: pod.status ?? {},
  }
}

/** The defaults of the Pod template of a workload: those of a Pod that belong to its spec alone. */
export function defaultPodTemplate(template: PodTemplateSpec | undefined): PodTemplateSpec {
  return {
    ...template,
    metadata: template?.metadata ?? {},
    spec: defaultPodSpec(template?.spec ?? { containers: [] }),
  }
}

/**
 * core/v1 `SetDefaults_PodSpec`, with the defaults of volumes and containers. `serviceAccount` follows `serviceAccountName`, as
 * `pkg/apis/core/v1/conversion.go` has it.
 */
function defaultPodSpec(spec: PodSpec): PodSpec {
  const serviceAccountName = spec.serviceAccountName || spec.serviceAccount || undefined
  return compact({
    ...spec,
    serviceAccountName,
    serviceAccount: serviceAccountName,
    dnsPolicy: spec.dnsPolicy || 'ClusterFirst',
    restartPolicy: spec.restartPolicy || 'Always',
    securityContext: spec.securityContext ?? {},
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    schedulerName: spec.schedulerName || 'default-scheduler',
    volumes: mappedEach(spec.volumes, defaultVolume),
    initContainers: mappedEach(spec.initContainers, defaultContainer),
    containers: list(spec.containers).map(defaultContainer),
    ephemeralContainers: mappedEach(spec.ephemeralContainers, defaultContainer),
  })
}

/** A limit without a request is the request too; only for Pods, not for templates. */
function requestsFromLimits(container: Container): Container {
  const { resources } = container
  if (resources?.limits === undefined) return container
  return {
    ...container,
    resources: { ...resources, requests: { ...resources.limits, ...resources.requests } },
  }
}

/** With the host's network every port is a port of the host. */
function withHostPorts(container: Container): Container {
  return compact({
    ...container,
    ports: mappedEach(container.ports, (port) => ({
      ...port,
      hostPort: port.hostPort || port.containerPort,
    })),
  })
}
