import {
  duplicateValue,
  forbiddenField,
  invalidFor,
  notSupported,
  required,
} from '../../meta/field-errors.ts'
import { isQualifiedName } from '../../meta/qualified-names.ts'
import { isValidPortNum } from '../../meta/value-formats.ts'
import type { ServicePort, ServiceSpec } from '../../schema/kubernetes-types.ts'
import { checkLabel, checkPortNumOrName, portProtocols, type FieldErrors } from '../field-checks.ts'
import { list, number, text } from '../zero-values.ts'

/** core `validateServicePort`, of every port. */
export function* checkServicePorts(spec: ServiceSpec): FieldErrors {
  const ports = list(spec.ports)
  const names = new Set<string>()
  for (const [index, port] of ports.entries()) {
    const at = `spec.ports[${index}]`
    const name = text(port.name)
    if (name !== '') {
      yield* checkLabel(`${at}.name`, name)
      if (names.has(name)) yield duplicateValue(`${at}.name`, name)
      names.add(name)
    } else if (ports.length > 1) yield required(`${at}.name`)
    yield* invalidFor(`${at}.port`, number(port.port), isValidPortNum(number(port.port)))
    const protocol = text(port.protocol)
    if (protocol === '') yield required(`${at}.protocol`)
    else if (!portProtocols.includes(protocol)) yield notSupported(`${at}.protocol`, protocol, portProtocols)
    yield* checkPortNumOrName(`${at}.targetPort`, port.targetPort)
    const { appProtocol } = port
    if (appProtocol !== undefined) {
      yield* invalidFor(`${at}.appProtocol`, appProtocol, isQualifiedName(appProtocol))
    }
  }
}

/** Node ports only where the type has them; no node port and no port twice with one protocol. */
export function* checkPortUses(spec: ServiceSpec): FieldErrors {
  const ports = list(spec.ports)
  for (const [index, port] of ports.entries()) {
    if (spec.type !== 'ClusterIP' || number(port.nodePort) === 0) continue
    yield forbiddenField(`spec.ports[${index}].nodePort`, "may not be used when `type` is 'ClusterIP'")
  }
  for (const [index, port] of ports.entries()) {
    const { nodePort = 0, protocol } = port
    const repeated = ports
      .slice(0, index)
      .some((other) => other.nodePort === nodePort && other.protocol === protocol)
    if (nodePort !== 0 && repeated) yield duplicateValue(`spec.ports[${index}].nodePort`, nodePort)
  }
  for (const [index, port] of ports.entries()) {
    const repeated = ports
      .slice(0, index)
      .some((other) => other.port === port.port && other.protocol === port.protocol)
    if (repeated) yield duplicateValue(`spec.ports[${index}]`, goPortKey(port))
  }
}

/** The internal ServicePort as Go marshals it with only the protocol and the port set. */
function goPortKey({ protocol, port }: ServicePort): object {
  return {
    Name: '',
    Protocol: text(protocol),
    AppProtocol: null,
    Port: number(port),
    TargetPort: 0,
    NodePort: 0,
  }
}
