import { invalidFor, invalidValue } from '../../meta/field-errors.ts'
import { isDns1123Subdomain } from '../../meta/dns-names.ts'
import { isValidIpForLegacyField } from '../../meta/ip-addresses.ts'
import { ingresses } from '../../resource.ts'
import type { Ingress } from '../../schema/kubernetes-types.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { list, text } from '../zero-values.ts'
import { checkIngressSpec } from './ingress-validation.ts'

/** The annotation that named a class before there was a field. */
const classAnnotation = 'kubernetes.io/ingress.class'

/** `pkg/registry/networking/ingress/strategy.go`. */
export const ingressRules: KindRules<Ingress> = {
  resource: ingresses,
  hasStatus: true,
  defaults: (ingress) => ({
    ...ingress,
    spec: ingress.spec ?? {},
    status: ingress.status ?? { loadBalancer: {} },
  }),
  prepareForCreate: (ingress) => ({ ...ingress, status: { loadBalancer: {} } }),
  validate: (ingress) => [...checkIngressSpec(ingress.spec), ...checkClassAnnotation(ingress)],
  validateUpdate: (next) => [...checkIngressSpec(next.spec)],
  validateStatusUpdate: (next) => [...checkStatus(next)],
  warnings: (ingress, previous) => {
    const annotated = ingress.metadata.annotations?.[classAnnotation] !== undefined
    return annotated && previous === null && ingress.spec?.ingressClassName === undefined
      ? [`annotation "${classAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`]
      : []
  },
}

function* checkClassAnnotation({ metadata, spec }: Ingress): FieldErrors {
  const annotation = metadata?.annotations?.[classAnnotation]
  const name = spec?.ingressClassName
  if (annotation === undefined || name === undefined || annotation === name) return
  const detail = 'must match `ingressClassName` when both are specified'
  yield invalidValue(`annotations.${classAnnotation}`, annotation, detail)
}

function* checkStatus({ status }: Ingress): FieldErrors {
  for (const [index, { ip, hostname }] of list(status?.loadBalancer?.ingress).entries()) {
    const at = `status.loadBalancer.ingress[${index}]`
    if (text(ip) !== '') yield* invalidFor(`${at}.ip`, ip, isValidIpForLegacyField(text(ip)))
    if (text(hostname) === '') continue
    yield* invalidFor(`${at}.hostname`, hostname, isDns1123Subdomain(text(hostname)))
  }
}
