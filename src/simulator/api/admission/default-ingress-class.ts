import type { RuleContext } from '../kinds/kind-rules.ts'
import { ingressClasses } from '../resource.ts'
import type { Ingress } from '../schema/kubernetes-types.ts'

const defaultClass = 'ingressclass.kubernetes.io/is-default-class'

/** The plug-in DefaultIngressClass on the create of an Ingress: of several default classes the newest, then the first by name. */
export function withDefaultIngressClass(ingress: Ingress, { store }: RuleContext): Ingress {
  const annotated = ingress.metadata?.annotations?.['kubernetes.io/ingress.class'] !== undefined
  if (ingress.spec?.ingressClassName !== undefined || annotated) return ingress
  const [newest] = store
    .list(ingressClasses, null)
    .filter(({ metadata }) => metadata.annotations?.[defaultClass] === 'true')
    .sort(
      ({ metadata: a }, { metadata: b }) =>
        b.creationTimestamp.localeCompare(a.creationTimestamp) || (a.name < b.name ? -1 : 1),
    )
  if (newest === undefined) return ingress
  return { ...ingress, spec: { ...ingress.spec, ingressClassName: newest.metadata.name } }
}
