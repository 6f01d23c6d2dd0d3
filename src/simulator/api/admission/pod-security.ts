import type { AdmissionRequest } from '../registry/registry-ports.ts'
import { forbidden } from './forbidden.ts'

const enforce = 'pod-security.kubernetes.io/enforce'

/**
 * The plug-in PodSecurity is not modelled beyond its default, `privileged`: a namespace that asks for more is refused, so that no Pod is
 * taken that a real cluster would refuse. Throws Forbidden.
 */
export function checkPodSecurityLabel(request: AdmissionRequest): void {
  const level = request.object.metadata.labels?.[enforce]
  if (level === undefined || level === 'privileged') return
  throw forbidden(request, `the embedded cluster does not model Pod security: label ${enforce}=${level}`)
}
