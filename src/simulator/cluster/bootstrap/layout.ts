/** Addresses and names of a kind cluster with one control plane and two workers. */
export const nodeLayout = [
  { name: 'kubedrill-control-plane', address: '172.18.0.2', podCidr: '10.244.0.0/24', isControlPlane: true },
  { name: 'kubedrill-worker', address: '172.18.0.3', podCidr: '10.244.1.0/24', isControlPlane: false },
  { name: 'kubedrill-worker2', address: '172.18.0.4', podCidr: '10.244.2.0/24', isControlPlane: false },
] as const

export const kubernetesVersion = 'v1.35.4'
export const apiServerPort = 6443
export const serviceCidr = '10.96.0.0/16'
export const podCidr = '10.244.0.0/16'
/** The Services `default/kubernetes` and `kube-system/kube-dns`. */
export const apiServiceAddress = '10.96.0.1'
export const dnsServiceAddress = '10.96.0.10'
