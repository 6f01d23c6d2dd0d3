import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from '../schema/kubernetes-types.ts'
import {
  bootstrapClusterRoleBindings,
  bootstrapRoleBindings,
  bootstrapRoles,
  type BindingFacts,
} from './bootstrap-bindings.ts'
import { bootstrapClusterRoles } from './bootstrap-cluster-roles.ts'
import { bootstrapControllerRoles } from './bootstrap-controller-roles.ts'
import {
  kubeadmClusterRoleBindings,
  kubeadmClusterRoles,
  kubeadmRoleBindings,
  kubeadmRoles,
} from './kubeadm-policy.ts'
import { policyRule, subject, type RuleTexts } from './policy-notation.ts'

/** The RBAC objects of a stock kind cluster, to be created. Aggregated ClusterRoles have no rules yet. */
export interface BootstrapPolicy {
  readonly clusterRoles: readonly ClusterRole[]
  readonly clusterRoleBindings: readonly ClusterRoleBinding[]
  readonly roles: readonly Role[]
  readonly roleBindings: readonly RoleBinding[]
}

export function bootstrapPolicy(): BootstrapPolicy {
  const controllers = Object.keys(bootstrapControllerRoles)
  return {
    clusterRoles: [
      ...aggregatedRoles(),
      ...rolesOf({ ...bootstrapClusterRoles, ...bootstrapControllerRoles }, clusterRoleMeta),
      ...rolesOf(kubeadmClusterRoles, (name) => ({ name })),
    ],
    clusterRoleBindings: [
      ...bootstrapClusterRoleBindings.map((facts) => clusterBinding(facts, marks)),
      ...controllers.map((name) => clusterBinding(controllerBinding(name), marks)),
      ...kubeadmClusterRoleBindings.map((facts) => clusterBinding(facts, {})),
    ],
    roles: [
      ...bootstrapRoles.map(({ namespace, name, rules }) => role(namespace, name, rules, marks)),
      ...kubeadmRoles.map(({ namespace, name, rules }) => role(namespace, name, rules, {})),
    ],
    roleBindings: [
      ...bootstrapRoleBindings.map((facts) => binding(facts, marks)),
      ...kubeadmRoleBindings.map((facts) => binding(facts, {})),
    ],
  }
}

const apiGroup = 'rbac.authorization.k8s.io'
const apiVersion = `${apiGroup}/v1`
const marks = {
  annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
  labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
}

/** Of a role to the label value that puts its rules into another role. */
const aggregatesTo: Readonly<Record<string, string>> = {
  edit: 'admin',
  view: 'edit',
  'system:aggregate-to-admin': 'admin',
  'system:aggregate-to-edit': 'edit',
  'system:aggregate-to-view': 'view',
}

function aggregationLabel(into: string): Readonly<Record<string, string>> {
  return { [`rbac.authorization.k8s.io/aggregate-to-${into}`]: 'true' }
}

function clusterRoleMeta(name: string): ClusterRole['metadata'] {
  const into = aggregatesTo[name]
  const labels = { ...marks.labels, ...(into === undefined ? {} : aggregationLabel(into)) }
  return { name, ...marks, labels }
}

function aggregatedRoles(): readonly ClusterRole[] {
  return ['admin', 'edit', 'view'].map((name) => ({
    apiVersion,
    kind: 'ClusterRole',
    metadata: clusterRoleMeta(name),
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregationLabel(name) }] },
  }))
}

function rolesOf(
  rules: Readonly<Record<string, RuleTexts>>,
  metaOf: (name: string) => ClusterRole['metadata'],
): readonly ClusterRole[] {
  return Object.entries(rules).map(([name, texts]) => ({
    apiVersion,
    kind: 'ClusterRole',
    metadata: metaOf(name),
    rules: texts.map(policyRule),
  }))
}

function role(namespace: string, name: string, rules: RuleTexts, meta: object): Role {
  return {
    apiVersion,
    kind: 'Role',
    metadata: { name, namespace, ...meta },
    rules: rules.map(policyRule),
  }
}

function controllerBinding(name: string): BindingFacts {
  return { name, subjects: [`ServiceAccount kube-system/${name.slice('system:controller:'.length)}`] }
}

function clusterBinding({ name, role: to = name, subjects }: BindingFacts, meta: object): ClusterRoleBinding {
  return {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name, ...meta },
    roleRef: { apiGroup, kind: 'ClusterRole', name: to },
    ...(subjects.length > 0 && { subjects: subjects.map(subject) }),
  }
}

function binding(
  { name, namespace, role: to = name, subjects }: BindingFacts & { readonly namespace: string },
  meta: object,
): RoleBinding {
  return {
    apiVersion,
    kind: 'RoleBinding',
    metadata: { name, namespace, ...meta },
    roleRef: { apiGroup, kind: 'Role', name: to },
    subjects: subjects.map(subject),
  }
}
