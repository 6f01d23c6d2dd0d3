import type {
  Affinity,
  LabelSelector,
  LabelSelectorRequirement,
  PodAffinity,
  PodAffinityTerm,
  PodSpec,
} from '../../schema/kubernetes-types.ts'
import { compact, list, mapped, mappedEach } from '../zero-values.ts'

type Labels = Readonly<Record<string, string>>

/**
 * Writes the Pod's own values of matchLabelKeys and mismatchLabelKeys into the selectors of its affinity and spread constraints, as
 * `registry/core/pod` `mutatePodAffinity` and `mutateTopologySpreadConstraints` do on create.
 */
export function withMatchLabelKeys(spec: PodSpec, labels: Labels): PodSpec {
  return compact({
    ...spec,
    affinity: mapped(spec.affinity, (affinity) => affinityWith(affinity, labels)),
    topologySpreadConstraints: mappedEach(spec.topologySpreadConstraints, (constraint) =>
      compact({
        ...constraint,
        labelSelector: mapped(constraint.labelSelector, (selector) =>
          selectorWith(selector, requirements(list(constraint.matchLabelKeys), 'In', labels)),
        ),
      }),
    ),
  })
}

function affinityWith(affinity: Affinity, labels: Labels): Affinity {
  const inPods = (pods: PodAffinity): PodAffinity => podAffinityWith(pods, labels)
  return compact({
    ...affinity,
    podAffinity: mapped(affinity.podAffinity, inPods),
    podAntiAffinity: mapped(affinity.podAntiAffinity, inPods),
  })
}

function podAffinityWith(affinity: PodAffinity, labels: Labels): PodAffinity {
  return compact({
    preferredDuringSchedulingIgnoredDuringExecution: mappedEach(
      affinity.preferredDuringSchedulingIgnoredDuringExecution,
      (weighted) => ({ ...weighted, podAffinityTerm: termWith(weighted.podAffinityTerm, labels) }),
    ),
    requiredDuringSchedulingIgnoredDuringExecution: mappedEach(
      affinity.requiredDuringSchedulingIgnoredDuringExecution,
      (term) => termWith(term, labels),
    ),
  })
}

function termWith(term: PodAffinityTerm, labels: Labels): PodAffinityTerm {
  return compact({
    ...term,
    labelSelector: mapped(term.labelSelector, (selector) =>
      selectorWith(selector, [
        ...requirements(list(term.matchLabelKeys), 'In', labels),
        ...requirements(list(term.mismatchLabelKeys), 'NotIn', labels),
      ]),
    ),
  })
}

function requirements(
  keys: readonly string[],
  operator: 'In' | 'NotIn',
  labels: Labels,
): readonly LabelSelectorRequirement[] {
  return keys.flatMap((key) => {
    const value = labels[key]
    return value === undefined ? [] : [{ key, operator, values: [value] }]
  })
}

function selectorWith(selector: LabelSelector, added: readonly LabelSelectorRequirement[]): LabelSelector {
  if (added.length === 0) return selector
  return { ...selector, matchExpressions: [...list(selector.matchExpressions), ...added] }
}
