import { forbiddenField, invalidFor, notSupported, required, tooLong } from '../../meta/field-errors.ts'
import { isDns1123Label } from '../../meta/dns-names.ts'
import { validateImmutable } from '../../meta/object-meta-validation.ts'
import { ingressClasses } from '../../resource.ts'
import type { IngressClass, IngressClassParametersReference } from '../../schema/kubernetes-types.ts'
import { checkDomainPrefixedPath } from '../domain-prefixed-path.ts'
import type { FieldErrors } from '../field-checks.ts'
import type { KindRules } from '../kind-rules.ts'
import { checkTypedReference } from '../typed-reference-validation.ts'
import { compact, mapped, text } from '../zero-values.ts'

/** `pkg/registry/networking/ingressclass/strategy.go`. */
export const ingressClassRules: KindRules<IngressClass> = {
  resource: ingressClasses,
  hasStatus: false,
  defaults: (ingressClass) => ({
    ...ingressClass,
    spec: compact({
      ...ingressClass.spec,
      parameters: mapped(ingressClass.spec?.parameters, (parameters) => ({
        ...parameters,
        scope: parameters.scope ?? 'Cluster',
      })),
    }),
  }),
  validate: (ingressClass) => [...checkIngressClass(ingressClass)],
  validateUpdate: (next, previous) => [
    ...validateImmutable(text(next.spec?.controller), text(previous.spec?.controller), 'spec.controller'),
    ...checkIngressClass(next),
  ],
}

function* checkIngressClass({ spec }: IngressClass): FieldErrors {
  const controller = text(spec?.controller)
  if (controller.length > 250) yield tooLong('spec.controller', 250)
  yield* checkDomainPrefixedPath('spec.controller', controller)
  if (spec?.parameters !== undefined) yield* checkParameters('spec.parameters', spec.parameters)
}

function* checkParameters(path: string, parameters: IngressClassParametersReference): FieldErrors {
  yield* checkTypedReference(path, parameters)
  const { scope, namespace } = parameters
  if (scope === undefined) yield required(`${path}.scope`)
  else if (scope !== 'Cluster' && scope !== 'Namespace') {
    yield notSupported(`${path}.scope`, scope, ['Cluster', 'Namespace'])
  } else if (scope === 'Cluster') {
    if (namespace === undefined) return
    yield forbiddenField(`${path}.namespace`, "`parameters.scope` is set to 'Cluster'")
  } else if (namespace === undefined) {
    yield required(`${path}.namespace`, "`parameters.scope` is set to 'Namespace'")
  } else yield* invalidFor(`${path}.namespace`, namespace, isDns1123Label(namespace))
}
