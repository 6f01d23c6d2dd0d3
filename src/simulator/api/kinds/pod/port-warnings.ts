import type { Container, ContainerPort } from '../../schema/kubernetes-types.ts'
import { list, number, text } from '../zero-values.ts'

/** Ports of a Pod that collide although they are allowed (`warningsForPodSpecAndMeta`); containers come with their paths. */
export function portWarnings(containers: readonly (readonly [string, Container])[]): readonly string[] {
  const ports = containers.flatMap(([path, container]) =>
    list(container.ports).map((port, index) => ({ path: `${path}.ports[${index}]`, port })),
  )
  const overlaps = ports.flatMap(({ path, port }, index) => [
    ...(text(port.hostIP) !== '' && number(port.hostPort) === 0
      ? [`${path}: hostIP set without hostPort: ${goPort(port)}`]
      : []),
    ...ports
      .slice(0, index)
      .filter(({ port: other }) => sameTarget(port, other))
      .flatMap((other) => overlap(path, port, other)),
  ])
  const names = ports.flatMap(({ path, port }, index) => {
    const name = text(port.name)
    const first = ports.slice(0, index).find((other) => name !== '' && other.port.name === name)
    return first === undefined
      ? []
      : [
          `${path}: duplicate port name "${name}" with ${first.path}, services and probes that select ports by name will use ${first.path}`,
        ]
  })
  return [...overlaps, ...names]
}

function sameTarget(port: ContainerPort, other: ContainerPort): boolean {
  return port.containerPort === other.containerPort && port.protocol === other.protocol
}

function overlap(
  path: string,
  port: ContainerPort,
  other: { readonly path: string; readonly port: ContainerPort },
): readonly string[] {
  const host = number(port.hostPort)
  const otherHost = number(other.port.hostPort)
  const ip = text(port.hostIP)
  const otherIp = text(other.port.hostIP)
  if (ip === otherIp && host === otherHost) return [`${path}: duplicate port definition with ${other.path}`]
  if (host === 0 || otherHost === 0) return [`${path}: overlapping port definition with ${other.path}`]
  if (host === otherHost && (ip === '') !== (otherIp === '')) {
    return [`${path}: dangerously ambiguous port definition with ${other.path}`]
  }
  return []
}

/** The internal type as Go's `%+v` prints it. */
function goPort(port: ContainerPort): string {
  return `{Name:${text(port.name)} HostPort:${number(port.hostPort)} ContainerPort:${port.containerPort} Protocol:${text(port.protocol)} HostIP:${text(port.hostIP)}}`
}
