import { isDns1035Label, isDns1123Subdomain, isWildcardDns1123Subdomain } from '../../meta/dns-names.ts'
import { invalidFor, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { parseIp } from '../../meta/ip-parsing.ts'
import { isValidPortName, isValidPortNum } from '../../meta/value-formats.ts'
import type {
  HTTPIngressPath,
  IngressBackend,
  IngressServiceBackend,
  IngressSpec,
} from '../../schema/kubernetes-types.ts'
import { checkSubdomain, type FieldErrors } from '../field-checks.ts'
import { checkTypedReference } from '../typed-reference-validation.ts'
import { list, number, text } from '../zero-values.ts'

/** networking `ValidateIngressSpec`. */
export function* checkIngressSpec(spec: IngressSpec | undefined): FieldErrors {
  const rules = list(spec?.rules)
  if (rules.length === 0 && spec?.defaultBackend === undefined) {
    yield invalidValue('spec', null, 'either `defaultBackend` or `rules` must be specified')
  }
  if (spec?.defaultBackend !== undefined) yield* checkBackend('spec.defaultBackend', spec.defaultBackend)
  for (const [index, rule] of rules.entries()) {
    const at = `spec.rules[${index}]`
    yield* checkHost(`${at}.host`, text(rule.host))
    if (rule.http === undefined) continue
    const paths = list(rule.http.paths)
    if (paths.length === 0) yield required(`${at}.http.paths`)
    for (const [pathIndex, path] of paths.entries()) yield* checkPath(`${at}.http.paths[${pathIndex}]`, path)
  }
  for (const [index, { hosts, secretName }] of list(spec?.tls).entries()) {
    for (const [hostIndex, host] of list(hosts).entries()) {
      yield* checkHostName(`spec.tls[${index}].hosts[${hostIndex}]`, host)
    }
    if (text(secretName) !== '') yield* checkSubdomain(`spec.tls[${index}].secretName`, text(secretName))
  }
  if (spec?.ingressClassName !== undefined) {
    yield* checkSubdomain('spec.ingressClassName', spec.ingressClassName)
  }
}

function* checkHost(field: string, host: string): FieldErrors {
  if (host === '') return
  if (parseIp(host) !== null) yield invalidValue(field, host, 'must be a DNS name, not an IP address')
  yield* checkHostName(field, host)
}

function* checkHostName(field: string, host: string): FieldErrors {
  const errors = host.includes('*') ? isWildcardDns1123Subdomain(host) : isDns1123Subdomain(host)
  yield* invalidFor(field, host, errors)
}

const forbiddenParts = ['//', '/./', '/../', '%2f', '%2F']
const forbiddenEnds = ['/..', '/.']

/** networking `validateHTTPIngressPath`. */
function* checkPath(at: string, { path, pathType, backend }: HTTPIngressPath): FieldErrors {
  const field = `${at}.path`
  const value = text(path)
  if (text(pathType) === '') {
    yield required(`${at}.pathType`, 'pathType must be specified')
    return
  }
  const needsPath = pathType === 'Exact' || pathType === 'Prefix'
  if (!needsPath && pathType !== 'ImplementationSpecific') {
    yield notSupported(`${at}.pathType`, pathType, ['Exact', 'ImplementationSpecific', 'Prefix'])
  } else if ((needsPath || value !== '') && !value.startsWith('/')) {
    yield invalidValue(field, value, 'must be an absolute path')
  }
  if (needsPath) {
    for (const part of forbiddenParts) {
      if (value.includes(part)) yield invalidValue(field, value, `must not contain '${part}'`)
    }
    for (const end of forbiddenEnds) {
      if (value.endsWith(end)) yield invalidValue(field, value, `cannot end with '${end}'`)
    }
  }
  yield* checkBackend(`${at}.backend`, backend)
}

/** networking `validateIngressBackend`. */
function* checkBackend(path: string, backend: IngressBackend | undefined): FieldErrors {
  const { resource, service } = backend ?? {}
  if (resource !== undefined && service !== undefined) {
    yield invalidValue(path, '', 'cannot set both resource and service backends')
  } else if (resource !== undefined) yield* checkTypedReference(`${path}.resource`, resource)
  else if (service !== undefined) yield* checkService(path, service)
  else yield invalidValue(path, '', 'resource or service backend is required')
}

function* checkService(path: string, { name, port }: IngressServiceBackend): FieldErrors {
  const field = `${path}.service`
  if (text(name) === '') yield required(`${field}.name`)
  else yield* invalidFor(`${field}.name`, name, isDns1035Label(name))
  const portName = text(port?.name)
  const portNumber = number(port?.number)
  if (portName !== '' && portNumber !== 0)
    yield invalidValue(path, '', 'cannot set both port name & port number')
  else if (portName !== '') yield* invalidFor(`${field}.port.name`, portName, isValidPortName(portName))
  else if (portNumber !== 0) yield* invalidFor(`${field}.port.number`, portNumber, isValidPortNum(portNumber))
  else yield required(path, 'port name or number is required')
}
