import { forbiddenField, invalidFor, invalidValue, notSupported, required } from '../../meta/field-errors.ts'
import { isHttpHeaderName } from '../../meta/value-formats.ts'
import type { HTTPGetAction, Lifecycle, LifecycleHandler, Probe } from '../../schema/kubernetes-types.ts'
import { checkNonNegative, checkPortNumOrName, type FieldErrors } from '../field-checks.ts'
import { list, text } from '../zero-values.ts'

/** core `validateLivenessProbe`, `validateReadinessProbe`, `validateStartupProbe`. */
export function* checkProbe(
  path: string,
  kind: 'livenessProbe' | 'readinessProbe' | 'startupProbe',
  probe: Probe | undefined,
): FieldErrors {
  if (probe === undefined) return
  yield* checkHandler(path, probe, 0)
  yield* checkNonNegative(`${path}.initialDelaySeconds`, probe.initialDelaySeconds)
  yield* checkNonNegative(`${path}.timeoutSeconds`, probe.timeoutSeconds)
  yield* checkNonNegative(`${path}.periodSeconds`, probe.periodSeconds)
  yield* checkNonNegative(`${path}.successThreshold`, probe.successThreshold)
  yield* checkNonNegative(`${path}.failureThreshold`, probe.failureThreshold)
  const grace = probe.terminationGracePeriodSeconds
  const gracePath = `${path}.terminationGracePeriodSeconds`
  if (grace !== undefined && grace <= 0) yield invalidValue(gracePath, grace, 'must be greater than 0')
  if (kind === 'readinessProbe') {
    if (grace !== undefined) yield invalidValue(gracePath, grace, 'must not be set for readinessProbes')
  } else if (probe.successThreshold !== 1) {
    yield invalidValue(`${path}.successThreshold`, probe.successThreshold ?? 0, 'must be 1')
  }
}

/** core `validateLifecycle`; `grace` is the Pod's terminationGracePeriodSeconds. */
export function* checkLifecycle(
  path: string,
  lifecycle: Lifecycle | undefined,
  grace: number,
  os: string | undefined,
): FieldErrors {
  if (lifecycle === undefined) return
  if (lifecycle.postStart !== undefined) yield* checkHandler(`${path}.postStart`, lifecycle.postStart, grace)
  if (lifecycle.preStop !== undefined) yield* checkHandler(`${path}.preStop`, lifecycle.preStop, grace)
  if (lifecycle.stopSignal !== undefined && os === undefined) {
    yield forbiddenField(`${path}.stopSignal`, 'may not be set for containers with empty `spec.os.name`')
  }
}

/** core `validateHandler`: exactly one kind of handler. */
function* checkHandler(path: string, handler: Probe & LifecycleHandler, grace: number): FieldErrors {
  const checks: readonly [string, (() => FieldErrors) | undefined][] = [
    ['exec', handler.exec && checkExec.bind(null, `${path}.exec`, handler.exec)],
    ['httpGet', handler.httpGet && checkHttpGet.bind(null, `${path}.httpGet`, handler.httpGet)],
    ['tcpSocket', handler.tcpSocket && checkPort.bind(null, `${path}.tcpSocket`, handler.tcpSocket)],
    ['grpc', handler.grpc && checkPort.bind(null, `${path}.grpc`, handler.grpc)],
    ['sleep', handler.sleep && checkSleep.bind(null, `${path}.sleep`, handler.sleep, grace)],
  ]
  const given = checks.filter(([, check]) => check !== undefined)
  for (const [index, [name, check]] of given.entries()) {
    if (index > 0) yield forbiddenField(`${path}.${name}`, 'may not specify more than 1 handler type')
    else if (check !== undefined) yield* check()
  }
  if (given.length === 0) yield required(path, 'must specify a handler type')
}

function* checkExec(path: string, exec: { readonly command?: readonly string[] | undefined }): FieldErrors {
  if (list(exec.command).length === 0) yield required(`${path}.command`)
}

function* checkHttpGet(path: string, http: HTTPGetAction): FieldErrors {
  if (text(http.path) === '') yield required(`${path}.path`)
  yield* checkPortNumOrName(`${path}.port`, http.port)
  const scheme = text(http.scheme)
  if (scheme !== 'HTTP' && scheme !== 'HTTPS') {
    yield notSupported(`${path}.scheme`, scheme, ['HTTP', 'HTTPS'])
  }
  for (const header of list(http.httpHeaders)) {
    const name = text(header.name)
    yield* invalidFor(`${path}.httpHeaders`, name, isHttpHeaderName(name))
  }
}

function* checkPort(path: string, action: { readonly port?: number | string | undefined }): FieldErrors {
  yield* checkPortNumOrName(`${path}.port`, action.port)
}

function* checkSleep(path: string, sleep: { readonly seconds: number }, grace: number): FieldErrors {
  if (sleep.seconds < 0 || sleep.seconds > grace) {
    const detail = `must be non-negative and less than terminationGracePeriodSeconds (${grace})`
    yield invalidValue(path, sleep.seconds, detail)
  }
}
