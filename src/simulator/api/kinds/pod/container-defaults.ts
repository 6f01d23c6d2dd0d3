import type { Container, ContainerPort, EnvVar } from '../../schema/kubernetes-types.ts'
import { compact, mapped, mappedEach, text } from '../zero-values.ts'
import { imageTag } from './image-tag.ts'
import { defaultResources } from './resource-defaults.ts'
import { defaultLifecycle, defaultProbe } from './probe-defaults.ts'

/** core/v1 `SetDefaults_Container` and what `SetObjectDefaults_Pod` sets inside a container. */
export function defaultContainer<T extends Container>(container: T): T {
  return compact({
    ...container,
    imagePullPolicy: container.imagePullPolicy || pullPolicyOf(text(container.image)),
    terminationMessagePath: container.terminationMessagePath || '/dev/termination-log',
    terminationMessagePolicy: container.terminationMessagePolicy || 'File',
    resources: defaultResources(container.resources ?? {}),
    ports: mappedEach(container.ports, defaultPort),
    env: mappedEach(container.env, defaultVariable),
    livenessProbe: mapped(container.livenessProbe, defaultProbe),
    readinessProbe: mapped(container.readinessProbe, defaultProbe),
    startupProbe: mapped(container.startupProbe, defaultProbe),
    lifecycle: mapped(container.lifecycle, defaultLifecycle),
  })
}

/** The pull policy of an image without one: `Always` for the tag `latest`. */
export function pullPolicyOf(image: string): 'Always' | 'IfNotPresent' {
  return imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent'
}

function defaultPort(port: ContainerPort): ContainerPort {
  return { ...port, protocol: port.protocol || 'TCP' }
}

function defaultVariable(variable: EnvVar): EnvVar {
  const { valueFrom } = variable
  if (valueFrom === undefined) return variable
  return {
    ...variable,
    valueFrom: compact({
      ...valueFrom,
      fieldRef: mapped(valueFrom.fieldRef, (ref) => ({ ...ref, apiVersion: ref.apiVersion || 'v1' })),
      fileKeyRef: mapped(valueFrom.fileKeyRef, (ref) => ({ ...ref, optional: ref.optional ?? false })),
    }),
  }
}
