import type { RuleTexts } from './policy-notation.ts'

export interface BindingFacts {
  readonly name: string
  /** Default: as the binding. */
  readonly role?: string
  readonly subjects: readonly string[]
}

/** ClusterRoleBindings that every API server makes, besides the controllers'. Source: RBAC's `bootstrappolicy`. */
export const bootstrapClusterRoleBindings: readonly BindingFacts[] = [
  { name: 'cluster-admin', subjects: ['Group system:masters'] },
  { name: 'system:basic-user', subjects: ['Group system:authenticated'] },
  { name: 'system:discovery', subjects: ['Group system:authenticated'] },
  { name: 'system:kube-controller-manager', subjects: ['User system:kube-controller-manager'] },
  { name: 'system:kube-dns', subjects: ['ServiceAccount kube-system/kube-dns'] },
  { name: 'system:kube-scheduler', subjects: ['User system:kube-scheduler'] },
  { name: 'system:monitoring', subjects: ['Group system:monitoring'] },
  { name: 'system:node', subjects: [] },
  { name: 'system:node-proxier', subjects: ['User system:kube-proxy'] },
  {
    name: 'system:public-info-viewer',
    subjects: ['Group system:authenticated', 'Group system:unauthenticated'],
  },
  { name: 'system:service-account-issuer-discovery', subjects: ['Group system:serviceaccounts'] },
  { name: 'system:volume-scheduler', subjects: ['User system:kube-scheduler'] },
]

export interface RoleFacts {
  readonly namespace: string
  readonly name: string
  readonly rules: RuleTexts
}

const leaderElection = [
  'coordination.k8s.io leases create,get,list,update,watch',
  'coordination.k8s.io leasecandidates create,get,list,update,watch',
]
const eventWriting = 'core,events.k8s.io events create,patch,update'

/** Roles that every API server makes. */
export const bootstrapRoles: readonly RoleFacts[] = [
  {
    namespace: 'kube-public',
    name: 'system:controller:bootstrap-signer',
    rules: ['core configmaps get,list,watch', 'core configmaps update cluster-info', eventWriting],
  },
  {
    namespace: 'kube-system',
    name: 'extension-apiserver-authentication-reader',
    rules: ['core configmaps get,list,watch extension-apiserver-authentication'],
  },
  {
    namespace: 'kube-system',
    name: 'system::leader-locking-kube-controller-manager',
    rules: leaderElection,
  },
  { namespace: 'kube-system', name: 'system::leader-locking-kube-scheduler', rules: leaderElection },
  {
    namespace: 'kube-system',
    name: 'system:controller:bootstrap-signer',
    rules: ['core secrets get,list,watch'],
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:cloud-provider',
    rules: ['core configmaps create,get,list,watch'],
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:token-cleaner',
    rules: ['core secrets delete,get,list,watch', eventWriting],
  },
]

/** RoleBindings that every API server makes. */
export const bootstrapRoleBindings: readonly (BindingFacts & { readonly namespace: string })[] = [
  {
    namespace: 'kube-public',
    name: 'system:controller:bootstrap-signer',
    subjects: ['ServiceAccount kube-system/bootstrap-signer'],
  },
  {
    namespace: 'kube-system',
    name: 'system::extension-apiserver-authentication-reader',
    role: 'extension-apiserver-authentication-reader',
    subjects: ['User system:kube-controller-manager', 'User system:kube-scheduler'],
  },
  {
    namespace: 'kube-system',
    name: 'system::leader-locking-kube-controller-manager',
    subjects: [
      'User system:kube-controller-manager',
      'ServiceAccount kube-system/kube-controller-manager',
      'ServiceAccount kube-system/leader-election-controller',
    ],
  },
  {
    namespace: 'kube-system',
    name: 'system::leader-locking-kube-scheduler',
    subjects: ['User system:kube-scheduler', 'ServiceAccount kube-system/kube-scheduler'],
  },
  ...['bootstrap-signer', 'cloud-provider', 'token-cleaner'].map((account) => ({
    namespace: 'kube-system',
    name: `system:controller:${account}`,
    subjects: [`ServiceAccount kube-system/${account}`],
  })),
]
