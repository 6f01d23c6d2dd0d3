import type {
  GRPCAction,
  HTTPGetAction,
  Lifecycle,
  LifecycleHandler,
  Probe,
} from '../../schema/kubernetes-types.ts'
import { compact, mapped } from '../zero-values.ts'

/** core/v1 `SetDefaults_Probe`, `SetDefaults_HTTPGetAction`. */
export function defaultProbe(probe: Probe): Probe {
  return compact({
    ...probe,
    timeoutSeconds: probe.timeoutSeconds || 1,
    periodSeconds: probe.periodSeconds || 10,
    successThreshold: probe.successThreshold || 1,
    failureThreshold: probe.failureThreshold || 3,
    httpGet: mapped(probe.httpGet, defaultHttpGet),
    grpc: mapped(probe.grpc, defaultGrpc),
  })
}

/** The defaults of a lifecycle's handlers. */
export function defaultLifecycle(lifecycle: Lifecycle): Lifecycle {
  return compact({
    ...lifecycle,
    postStart: mapped(lifecycle.postStart, defaultHandler),
    preStop: mapped(lifecycle.preStop, defaultHandler),
  })
}

function defaultHandler(handler: LifecycleHandler): LifecycleHandler {
  return compact({ ...handler, httpGet: mapped(handler.httpGet, defaultHttpGet) })
}

function defaultHttpGet(action: HTTPGetAction): HTTPGetAction {
  return { ...action, path: action.path || '/', scheme: action.scheme || 'HTTP' }
}

function defaultGrpc(action: GRPCAction): GRPCAction {
  return { ...action, service: action.service ?? '' }
}
