import { invalidValue } from '../../meta/field-errors.ts'
import type { Stored } from '../../object.ts'
import { services } from '../../resource.ts'
import type { Service, ServicePort, ServiceSpec } from '../../schema/kubernetes-types.ts'
import { invalid, StatusError } from '../../status-error.ts'
import type { RuleContext } from '../kind-rules.ts'
import { list, number } from '../zero-values.ts'
import { needsHealthCheck } from './service-defaults.ts'

/** apiserver's `--service-node-port-range`. */
const firstPort = 30000
const lastPort = 32767

/** The lower part is for ports that are asked for: a 32nd of the range (`portallocator.calculateRangeOffset`). */
const reserved = 86

/**
 * Gives a Service its node ports and its health check port, as `registry/core/service/storage/alloc.go` `initNodePorts` and
 * `updateNodePorts` do. Throws Invalid when a wanted port can not be had.
 */
export function allocateNodePorts(
  service: Stored<Service>,
  previous: Service | null,
  context: RuleContext,
): Stored<Service> {
  const spec: ServiceSpec = service.spec ?? {}
  const own = new Set(portsOf(previous?.spec))
  const taken = new Set(
    context.store
      .list(services, null)
      .filter(({ metadata }) => metadata.uid !== service.metadata.uid)
      .flatMap((other) => portsOf((other as Service).spec)),
  )
  const claim = (port: number, field: string): void => {
    const why = own.has(port) ? null : unusable(port, taken, context)
    if (why !== null) throw invalid(services, service.metadata.name, [invalidValue(field, port, why)])
  }
  const withPorts = hasNodePorts(spec) ? { ...spec, ports: numbered(spec, taken, claim, context) } : spec
  if (!needsHealthCheck(spec)) return { ...service, spec: withPorts }
  const asked = number(spec.healthCheckNodePort)
  const why = asked === 0 || own.has(asked) ? null : unusable(asked, taken, context)
  if (why !== null) {
    throw new StatusError(
      'InternalError',
      `Internal error occurred: failed to allocate requested HealthCheck NodePort ${asked}: ${why}`,
    )
  }
  const healthCheckNodePort = asked === 0 ? pick(taken, [], context) : asked
  return { ...service, spec: { ...withPorts, healthCheckNodePort } }
}

/** Every port with a number; TCP and UDP of one port share it. */
function numbered(
  spec: ServiceSpec,
  taken: Set<number>,
  claim: (port: number, field: string) => void,
  context: RuleContext,
): readonly ServicePort[] {
  const allocates = spec.type === 'NodePort' || spec.allocateLoadBalancerNodePorts === true
  const ports = list(spec.ports)
  const claimed = new Set<number>()
  const byPort = new Map<number, number>()
  for (const [index, { port, nodePort = 0 }] of ports.entries()) {
    if (nodePort === 0) continue
    if (!claimed.has(nodePort)) claim(nodePort, `spec.ports[${index}].nodePort`)
    claimed.add(nodePort)
    if (!byPort.has(port)) byPort.set(port, nodePort)
  }
  for (const port of claimed) taken.add(port)
  return ports.map((port) => {
    if (number(port.nodePort) !== 0 || !allocates) return port
    const nodePort = byPort.get(port.port) ?? pick(taken, claimed, context)
    byPort.set(port.port, nodePort)
    taken.add(nodePort)
    claimed.add(nodePort)
    return { ...port, nodePort }
  })
}

function hasNodePorts({ type }: ServiceSpec): boolean {
  return type === 'NodePort' || type === 'LoadBalancer'
}

function portsOf(spec: ServiceSpec | undefined): readonly number[] {
  const ports = list(spec?.ports).map(({ nodePort }) => number(nodePort))
  return [...ports, number(spec?.healthCheckNodePort)].filter((port) => port !== 0)
}

/** The texts of `portallocator/allocator.go`. */
function unusable(port: number, taken: ReadonlySet<number>, { dryRun }: RuleContext): string | null {
  const outside = port < firstPort || port > lastPort
  // A dry run does not look at the range.
  if (outside && dryRun !== true) {
    return `provided port is not in the valid range. The range of valid ports is ${firstPort}-${lastPort}`
  }
  return taken.has(port) ? 'provided port is already allocated' : null
}

/** What a dry run shows comes after the range, and after what it has shown before (`portallocator/operation.go`). */
function pick(
  taken: ReadonlySet<number>,
  claimed: Iterable<number>,
  { random, dryRun }: RuleContext,
): number {
  if (dryRun === true) {
    const shown = [...claimed]
    return (shown.length === 0 ? lastPort + 1 : Math.max(...shown)) + 1
  }
  for (const [from, to] of [
    [firstPort + reserved, lastPort],
    [firstPort, firstPort + reserved - 1],
  ] as const) {
    const size = to - from + 1
    const start = random.below(size)
    for (let step = 0; step < size; step += 1) {
      const port = from + ((start + step) % size)
      if (!taken.has(port)) return port
    }
  }
  throw new StatusError(
    'InternalError',
    'Internal error occurred: failed to allocate a nodePort: range is full',
  )
}
