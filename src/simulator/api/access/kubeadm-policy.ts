import type { BindingFacts, RoleFacts } from './bootstrap-bindings.ts'
import type { RuleTexts } from './policy-notation.ts'

const joiningNodes = 'Group system:bootstrappers:kubeadm:default-node-token'

/** ClusterRoles that kubeadm (its phases and add-ons) and kind's network plug-in add. */
export const kubeadmClusterRoles: Readonly<Record<string, RuleTexts>> = {
  'kubeadm:get-nodes': ['core nodes get'],
  'system:coredns': [
    'core endpoints,services,pods,namespaces list,watch',
    'discovery.k8s.io endpointslices list,watch',
  ],
  kindnet: [
    'core nodes list,watch,patch',
    'core configmaps get',
    'core pods,namespaces list,watch',
    'networking.k8s.io networkpolicies list,watch',
  ],
}

export const kubeadmClusterRoleBindings: readonly BindingFacts[] = [
  { name: 'kindnet', subjects: ['ServiceAccount kube-system/kindnet'] },
  { name: 'kubeadm:cluster-admins', role: 'cluster-admin', subjects: ['Group kubeadm:cluster-admins'] },
  { name: 'kubeadm:get-nodes', subjects: [joiningNodes] },
  { name: 'kubeadm:kubelet-bootstrap', role: 'system:node-bootstrapper', subjects: [joiningNodes] },
  {
    name: 'kubeadm:node-autoapprove-bootstrap',
    role: 'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
    subjects: [joiningNodes],
  },
  {
    name: 'kubeadm:node-autoapprove-certificate-rotation',
    role: 'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
    subjects: ['Group system:nodes'],
  },
  {
    name: 'kubeadm:node-proxier',
    role: 'system:node-proxier',
    subjects: ['ServiceAccount kube-system/kube-proxy'],
  },
  { name: 'system:coredns', subjects: ['ServiceAccount kube-system/coredns'] },
]

export const kubeadmRoles: readonly RoleFacts[] = [
  {
    namespace: 'kube-public',
    name: 'kubeadm:bootstrap-signer-clusterinfo',
    rules: ['core configmaps get cluster-info'],
  },
  { namespace: 'kube-system', name: 'kube-proxy', rules: ['core configmaps get kube-proxy'] },
  {
    namespace: 'kube-system',
    name: 'kubeadm:kubelet-config',
    rules: ['core configmaps get kubelet-config'],
  },
  {
    namespace: 'kube-system',
    name: 'kubeadm:nodes-kubeadm-config',
    rules: ['core configmaps get kubeadm-config'],
  },
]

export const kubeadmRoleBindings: readonly (BindingFacts & { readonly namespace: string })[] = [
  {
    namespace: 'kube-public',
    name: 'kubeadm:bootstrap-signer-clusterinfo',
    subjects: ['User system:anonymous'],
  },
  { namespace: 'kube-system', name: 'kube-proxy', subjects: [joiningNodes] },
  {
    namespace: 'kube-system',
    name: 'kubeadm:kubelet-config',
    subjects: ['Group system:nodes', joiningNodes],
  },
  {
    namespace: 'kube-system',
    name: 'kubeadm:nodes-kubeadm-config',
    subjects: [joiningNodes, 'Group system:nodes'],
  },
]
