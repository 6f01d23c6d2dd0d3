import type { Stored } from '../../api/object.ts'
import type { Deployment } from '../../api/schema/kubernetes-types.ts'
import { scaledValue } from '../machinery/int-or-percent.ts'

export function isRollingUpdate({ spec }: Stored<Deployment>): boolean {
  return spec?.strategy?.type === 'RollingUpdate'
}

export function wantedReplicas({ spec }: Stored<Deployment>): number {
  return spec?.replicas ?? 0
}

/** Rule: deployment_util.go `MaxSurge`. */
export function maxSurge(deployment: Stored<Deployment>): number {
  return isRollingUpdate(deployment) ? fenceposts(deployment).surge : 0
}

/** Rule: deployment_util.go `MaxUnavailable`. */
export function maxUnavailable(deployment: Stored<Deployment>): number {
  const replicas = wantedReplicas(deployment)
  if (!isRollingUpdate(deployment) || replicas === 0) return 0
  return Math.min(fenceposts(deployment).unavailable, replicas)
}

/** When both come to nothing, one may be unavailable (`ResolveFenceposts`). */
function fenceposts(deployment: Stored<Deployment>): { surge: number; unavailable: number } {
  const rolling = deployment.spec?.strategy?.rollingUpdate
  const replicas = wantedReplicas(deployment)
  const surge = scaledValue(rolling?.maxSurge ?? 0, replicas, 'up')
  const unavailable = scaledValue(rolling?.maxUnavailable ?? 0, replicas, 'down')
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable }
}
